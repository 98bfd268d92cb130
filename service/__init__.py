"""FastAPI app, web pages, command line, bulk runners."""
