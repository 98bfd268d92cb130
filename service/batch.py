"""To be deleted: the name under which `result_dict` was found before."""

from service.results import result_dict as result_dict
