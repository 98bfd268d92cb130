"""`python -m service` is `kasip`."""

from service.cli import main

main()
