"""`python -m service` is `kasip`."""

from service.start import main

main()
