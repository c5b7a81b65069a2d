"""Doors named one by one: those that anybody opens, and those where the method does not tell what they do.

A GET reads and everything else changes, unless the endpoint stands here.
"""

# life signs, documentation, files of the pages, signing in
PUBLIC_ENDPOINTS = frozenset(
    {
        "health.alive",
        "health.ready",
        "docs.openapi",
        "docs.page",
        "docs.asset",
        "static",
        "web.sign_in",
    }
)

# a POST that changes nothing but what is the caller's own
READING_POSTS = frozenset(
    {
        "explanations.explanations",
        "saved_searches.delete_search",
        "saved_searches.save_search",
        "search.buyers",
        "search.suppliers",
        "web.compare",
        "web.delete_search",
        "web.look_at_search",
        "web.password",
        "web.rename_search",
        "web.restore_search",
        "web.save_search",
        "web.search",
        "web.sign_out",
    }
)

# pages that are of no use to somebody who may not do what their form is for
CHANGING_PAGES = frozenset(
    {
        "web.edit_in_place",
        "web.edit_part",
        "web.edit_record",
        "web.import_preview",
        "web.import_rejected",
        "web.import_result",
        "web.import_sample",
        "web.imports",
        "web.match_import",
        "web.merge_companies",
        "web.new_chain",
        "web.new_company",
        "web.new_project",
        "web.new_record",
        "web.new_request",
        "web.new_slot",
        "web.start_chain",
        "web.start_project",
    }
)

# who works with the service is for administrators
ADMINISTRATION = frozenset(
    {
        "web.disable_person",
        "web.enable_person",
        "web.new_person",
        "web.people",
        "web.person",
        "web.reset_password",
        "web.unlock_person",
    }
)
