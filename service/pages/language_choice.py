"""The language of a page: `?lang=`, then the choice made before, then what the browser asks for."""

from fastapi import Request, Response

from service.messages import LANGUAGES, language_of

COOKIE = "kasip_lang"
KEPT_S = 365 * 24 * 3600
NAMES = {"kk": "Қазақша", "ru": "Русский", "en": "English"}  # in the order in which pages offer them


def language(request: Request) -> str:
    """Return ru, kk or en."""
    for wanted in (request.query_params.get("lang"), request.cookies.get(COOKIE)):
        if wanted in LANGUAGES:
            return wanted
    return language_of(request.headers.get("accept-language", ""))


def keep(request: Request, response: Response) -> None:
    """Remember a language that was chosen by `?lang=`."""
    wanted = request.query_params.get("lang")
    if wanted in LANGUAGES:
        secure = request.url.scheme == "https"
        response.set_cookie(COOKIE, wanted, max_age=KEPT_S, samesite="lax", httponly=True, secure=secure)
