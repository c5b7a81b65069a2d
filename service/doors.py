"""Doors named one by one: who opens which, and those where the method does not tell what they do.

A GET reads and everything else changes, unless the endpoint stands here. Doors are for staff unless they
stand here.
"""

# life signs, documentation, files of the pages, signing in
PUBLIC_ENDPOINTS = frozenset(
    {
        "health.alive",
        "health.ready",
        "docs.openapi",
        "docs.page",
        "docs.asset",
        "letters.answer",
        "letters.choose",
        "letters.look",
        "static",
        "web.sign_in",
        "widget.embed",
        "widget.frame",
    }
)

# a POST that changes nothing but what is the caller's own
READING_POSTS = frozenset(
    {
        "explanations.explanations",
        "portal_tokens.issue_token",
        "saved_searches.delete_search",
        "saved_searches.save_search",
        "search.buyers",
        "search.suppliers",
        "web.compare",
        "web.delete_search",
        "web.look_at_search",
        "web.password",
        "web.quotation",
        "web.quotation_file",
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
        "web.approve_mailing",
        "web.arm_mail",
        "web.correct_answer",
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
        "web.new_mailing",
        "web.new_project",
        "web.new_record",
        "web.new_request",
        "web.new_slot",
        "web.reword_mailing",
        "web.start_chain",
        "web.start_project",
    }
)

# who works with the service, and where its widget opens, is for administrators
ADMINISTRATION = frozenset(
    {
        "web.disable_person",
        "web.disable_portal",
        "web.enable_person",
        "web.enable_portal",
        "web.new_person",
        "web.new_portal",
        "web.people",
        "web.person",
        "web.portal",
        "web.portals",
        "web.renew_portal_key",
        "web.reset_password",
        "web.unlock_person",
    }
)

# pages and routes that only members have: of staff and others there is nothing to see
OF_MEMBERS = ("web.my_", "my.")

# what else each scope beside staff may open; what it sees there, its use case asks service.access
MEMBER_ENDPOINTS = frozenset(
    {
        "codes.codes",
        "companies.companies",
        "companies.company",
        "companies.edit_company",
        "partners.inputs",
        "partners.partners",
        "recipes.recipe_list",
        "records.archive_need",
        "records.archive_offer",
        "records.create_need",
        "records.create_offer",
        "records.edit_need",
        "records.edit_offer",
        "records.need",
        "records.needs",
        "records.offer",
        "search.buyers",
        "search.suppliers",
        "verdicts.give_verdict",
        "verdicts.take_verdict_back",
        "verdicts.verdicts",
        "web.codes",
        "web.password",
        "web.sign_out",
        "web.suggested_codes",
        "widget.view",
    }
)
BATCH_ENDPOINTS = frozenset(
    {
        "codes.codes",
        "companies.companies",
        "companies.company",
        "mailings.mailing",
        "mailings.mailings",
        "mailings.plan",
        "partners.inputs",
        "partners.partners",
        "recipes.recipe_list",
        "records.need",
        "records.needs",
        "records.offer",
        "search.buyers",
        "search.suppliers",
    }
)
PORTAL_ENDPOINTS = frozenset({"portal_tokens.issue_token"})
ENDPOINTS_OF = {"member": MEMBER_ENDPOINTS, "batch": BATCH_ENDPOINTS, "portal": PORTAL_ENDPOINTS}
