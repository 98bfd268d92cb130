"""Words for what answers name by a key."""

from service.pages.catalogues import later

# Least share, words. The bounds are those at which people use such words; the number always stands beside them.
CONFIDENCE = (
    (0.9, later("almost certainly")),
    (0.6, later("probably")),
    (0.3, later("possibly")),
    (0.1, later("unlikely")),
    (0.0, later("hardly")),
)
KIND = {"vacancy": later("Vacancy"), "cv": later("CV")}
LANGUAGE = {
    "ru": later("Russian"),
    "kk": later("Kazakh"),
    "mixed": later("Russian and Kazakh"),
    "other": later("another language"),
}
GAP = {
    "covered": later("Shown"),
    "partial": later("In part"),
    "missing": later("Not found"),
    "asked": later("Asked for"),
    "not_asked": later("Not mentioned"),
    "taught": later("Taught"),
    "partly": later("Touched upon"),
    "not_taught": later("Not taught"),
}
STATUS = {
    "matched": later("Profession found"),
    "ambiguous": later("Two professions fit"),
    "out_of_scope": later("Not in the catalogue"),
    "insufficient_text": later("Too little text"),
    "error": later("Error"),
}
ROW_ERROR = {
    "text-too-long": later("the text is too long"),
    "worker-lost": later("the service stopped at this text again and again"),
    "internal": later("a mistake of the service"),
}
VERDICT = {
    "met": later("fits"),
    "short": later("falls short"),
    "unknown": later("can't be told"),
    "shown": later("shown"),
    "partly": later("in part"),
    "not_shown": later("not found"),
}
REQUIREMENT = {"education": later("Education and training"), "years": later("Experience")}
ITEM = {"skill": later("skill"), "knowledge": later("knowledge"), "act": later("act of law")}
STEP = {
    "practice": later("Practice"),
    "course": later("Course"),
    "reading": later("Reading"),
    "education": later("Education"),
}
STEP_MEANS = {
    "practice": later("do it at work beside somebody who can: a placement, a mentor, volunteering"),
    "course": later("a short course or a certificate"),
    "reading": later("read the document itself"),
    "education": later("a college or a university; the card names the field"),
}
REASON = {
    "education_none": later("no education is asked for"),
    "education_school": later("school education"),
    "education_college": later("college or post-secondary education"),
    "education_higher": later("higher education"),
    "education_master": later("a master's degree or a residency"),
    "experience_none": later("no experience is asked for"),
    "experience_short": later("a short experience"),
    "experience_medium": later("some years of experience"),
    "experience_long": later("a long experience"),
    "role_helper": later("an assistant's work"),
    "role_specialist": later("a specialist's work"),
    "role_supervisor": later("teaches or supervises colleagues"),
    "role_head": later("leads a unit"),
    "management": later("leads people"),
    "autonomy": later("works on one's own, develops something new"),
    "under_guidance": later("simple work or work to instructions"),
    "category_high": later("a high category"),
}
GROUP = {
    "duties": later("Duties"),
    "knowledge": later("Knowledge"),
    "acts": later("Acts of law"),
}
MEMBER = {"card": later("card"), "position": later("position"), "occupation": later("level row")}
DOCUMENT = {
    "professional_standard": later("Professional standard"),
    "qualification_framework": later("Qualification framework"),
    "qualification_characteristics": later("Qualification characteristics"),
    "amending_order": later("Amending order"),
}
# As people call the kinds, beside a number and a year.
DOCUMENT_SHORT = {
    "professional_standard": later("Standard"),
    "qualification_framework": later("Framework"),
    "qualification_characteristics": later("Characteristics"),
    "amending_order": later("Order"),
}
WARNING = {
    "language_not_supported": later(
        "The text seems to be neither Russian nor Kazakh. It was read as well as possible."
    ),
    "no_duties_or_skills": later("The text names no duties or skills: the answer rests on its title alone."),
}
