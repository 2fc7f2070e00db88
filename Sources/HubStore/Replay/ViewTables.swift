extension ViewTable {
    /// Every view of the journal, in the order in which they are compared.
    package static let all: [ViewTable] = documents + answers + register + interfaces + hub

    /// Every table that is none, and why.
    package static let apart: [String: Apart] = [
        "journal": .journal, "tile": .journal,
        "credential": .secret, "token_digest": .secret, "webhook_secret": .secret,
        "webhook_message": .queue, "mail": .queue, "mail_line": .queue,
        "idempotency": .shortLived, "mailbox_lock": .shortLived,
        "account_password": .secret, "account_factor": .secret, "recovery_code": .secret,
        "session": .shortLived, "login_failure": .shortLived, "known_peer": .shortLived, "login_refusal": .queue,
        "cosignature": .witness, "stamp": .witness,
        "duty": .plan, "duty_notice": .plan, "duty_progress": .plan,
        "agency_name": .index, "agency_name_config": .index, "agency_name_data": .index,
        "agency_name_docsize": .index, "agency_name_idx": .index,
        "grdb_migrations": .schema,
    ]

    private static let documents = [
        ViewTable(
            "document", key: ["journal_index"], about: .document("id"),
            derived(
                "id", "kind", "business_type", "sender", "document_key", "code_key", "code_tolerant", "date_key",
                "accepted_at", "origin", "words_retired") + [ViewColumn("facts", .derivedAs(facts))]
                + [ViewColumn("receipt", .derivedAs(receipt))]),
        ViewTable(
            "payload", key: ["position"],
            derived("sha256", "size", "retired_at") + [ViewColumn("bytes", .apart(.contents))]),
        ViewTable("document_trace", key: ["document"], about: .document("document"), derived("parent")),
        ViewTable(
            "delivery", key: ["position"], about: .delivery("id"),
            derived(
                "id", "document", "kind", "priority", "sender", "lane", "recipient", "name", "route", "reference",
                "created_at", "open_since", "changed_at", "fetched_at", "delivered_at")
                + [
                    ViewColumn("state", .derivedAs("CASE {t}.state WHEN 'leased' THEN 'waiting' ELSE {t}.state END")),
                    ViewColumn("reason", .words), ViewColumn("attempt", .whileNotLeased),
                    ViewColumn("due_at", .whileNotLeased), ViewColumn("has_left", .whileNotLeased),
                    ViewColumn("lease_owner", .apart(.lease)), ViewColumn("is_held", .apart(.lease)),
                ]),
        ViewTable(
            "axis_item", key: ["doc_id"], about: .document("document"),
            derived("outcome", "document", "codes", "recorded_at", "acknowledged_at")),
    ]

    private static let answers = [
        ViewTable(
            "status", key: ["journal_index"], about: .delivery("delivery"),
            derived("document", "delivery", "message", "code", "stated_at", "recorded_at", "match")
                + words("description", "staff", "department")),
        ViewTable(
            "parked_status", key: ["message"], about: .document("message"),
            derived(
                "journal_index", "replier", "issuer", "document_key", "code_key", "date_key", "code_tolerant",
                "other_issuer", "other_code", "about", "because", "candidates", "parked_at") + words("status")),
        ViewTable(
            "negotiation", key: ["journal_index"], about: .delivery("delivery"),
            derived(
                "request", "document", "delivery", "recipient", "kind", "state", "asked_at", "recorded_at", "is_past",
                "answered_by") + words("reason", "answer")),
        ViewTable(
            "relation", key: ["journal_index"], about: .document("document"),
            derived("packet", "document", "kind", "match", "changes_document", "at")),
        ViewTable(
            "parked_request", key: ["journal_index"], about: .document("message"),
            derived(
                "message", "sender", "document_key", "code_tolerant", "other_issuer", "other_code", "because",
                "candidates", "parked_at") + words("request")),
        ViewTable("duty_step", key: ["place", "duty", "since", "step"], derived("at")),
    ]

    private static let register = [
        ViewTable(
            "agency", key: ["id"], about: .other("id", ["agencyChanged", "agenciesChanged"]),
            derived("number", "centre", "is_local", "listing", "retired_at", "words", "record")),
        ViewTable(
            "agency_identifier", key: ["identifier", "agency"],
            about: .other("agency", ["agencyChanged", "agenciesChanged"]),
            derived("is_former", "valid_from", "valid_until", "skeleton")),
        ViewTable(
            "agency_version", key: ["agency"], about: .other("agency", ["agencyChanged", "agenciesChanged"]),
            derived("version", "changed_at")),
        ViewTable(
            "agency_request", key: ["centre", "agency"], about: .other("agency", ["agencyAsked", "agencyDecided"]),
            derived("record", "journal_index", "asked_at")),
        ViewTable(
            "axis_list", key: ["one"],
            derived("version", "last", "last_at", "followed_at", "compared_at", "held")),
        ViewTable(
            "axis_list_contradiction", key: ["agency", "kind"], about: .other("agency", ["registerSynchronised"]),
            derived("record")),
        ViewTable(
            "certificate", key: ["fingerprint"], about: .other("fingerprint", ["certificateChanged"]),
            derived("agency", "record")),
        ViewTable(
            "subject_rule", key: ["id"], about: .other("id", ["subjectRuleChanged"]),
            derived("agency", "issuer", "search_key", "record")),
        ViewTable("centre", key: ["id"], about: .other("id", ["credentialChanged"]), derived("name", "is_locked")),
    ]

    private static let interfaces = [
        ViewTable("token", key: ["id"], about: .other("id", ["tokenChanged"]), derived("agency", "record")),
        ViewTable(
            "webhook", key: ["id"], about: .other("id", ["webhookChanged"]), derived("agency", "is_open", "record")),
        ViewTable(
            "webhook_progress", key: ["webhook"], about: .other("webhook", ["webhookChanged"]),
            [
                "delivered", "expired", "failures", "failing_since", "not_before", "last_delivered_at", "last_failure",
            ].map { ViewColumn($0, .apart(.queue)) }),
        ViewTable(
            "pause", key: ["destination"], about: .other("destination", ["destinationPaused", "destinationReleased"]),
            derived("since", "operator", "reason")),
        ViewTable(
            "account", key: ["id"], about: .other("id", ["accountChanged"]), derived("login", "is_open", "record")),
    ]

    private static let hub = [
        ViewTable("setting", key: ["name"], about: .other("name", ["configured"]), derived("value", "changed_at")),
        ViewTable("hub_run", key: ["one"], derived("started_at", "version", "key", "stopped_at", "why")),
    ]

    /// Empty while the entry of the acceptance says it all; a table made before it could be empty says it again.
    private static let facts = """
        CASE WHEN {t}.facts IS NULL OR {t}.facts = (SELECT entry -> '$.fact.facts' FROM live.journal
            WHERE idx = {t}.journal_index) THEN NULL ELSE {t}.facts END
        """

    /// What the hub's signature is about.
    private static let receipt = """
        CASE WHEN json_valid({t}.receipt) THEN json_remove({t}.receipt, '$.hub', '$.keyId', '$.signature')
            ELSE {t}.receipt END
        """

    private static func derived(_ names: String...) -> [ViewColumn] { names.map { ViewColumn($0) } }

    private static func words(_ names: String...) -> [ViewColumn] { names.map { ViewColumn($0, .words) } }
}
