"""Calls of the HTTP API, one module a family; `ROUTERS` in `service.app` names them all."""
