import SignedXML

extension Interpretation {
    mutating func document(
        _ fields: ElementGroup, header: ElementGroup, envelope: ElementGroup, packet: ElementGroup
    ) -> DocumentMessage? {
        let from = sender(fields)
        let to = recipients(fields)
        if fields.groups("To").allSatisfy(\.record.isBlank) { note(EdXMLRules.toMissing, at: fields.place(of: "To")) }
        let code = code(fields)
        let promulgation = promulgation(fields)
        let subject = subject(fields)
        let other = otherInfo(fields)
        let trace = header.group("TraceHeaderList")
        let business = business(trace, header: header, fields: fields)
        let responsesFor = responsesFor(fields, areRequired: business?.type == .recall)
        let references = references(envelope)
        let attachments = attachments(packet, business: business)
        noteUnmatched(references, attachments, areComplete: attachments.count == attachmentGroups(packet).count)
        noteSecret(fields, attachments: packet)
        noteExtra(Vocabulary.statusOnly.keys, in: fields, under: EdXMLRules.documentExtra)
        guard let from, !to.isEmpty, let code, let promulgation, let subject, let business else { return nil }
        var document = DocumentMessage(
            from: from, to: to, documentID: fields.text("DocumentId"), code: code, promulgation: promulgation,
            type: documentType(fields), subject: subject, other: other, responsesFor: responsesFor,
            business: business, references: references.map(\.reference), attachments: attachments.map(\.attachment))
        document.content = fields.text("Content")
        document.signer = signer(fields)
        document.dueDate = optionalDate("DueDate", in: fields)
        document.toPlaces = fields.group("ToPlaces")?.texts("Place") ?? []
        document.steeringType = fields.text("SteeringType").flatMap { Int($0) }
        document.taskCodes = fields.groups("ResponseForTask").flatMap { $0.texts("TaskCode") }
        document.applicationType = fields.text("ApplicationType")
        document.traceID = trace?.record.attributes.first { $0.name.local == "id" && $0.name.namespace == nil }?.value
        document.trace = traceHeaders(trace)
        return document
    }

    private mutating func code(_ fields: ElementGroup) -> DocumentCode? {
        guard let group = fields.group("Code") else {
            note(EdXMLRules.codeMissing, at: fields.place, ["element": "Code"])
            return nil
        }
        for name in ["CodeNumber", "CodeNotation"] where group.text(name) == nil {
            note(EdXMLRules.codeMissing, at: group.place(of: name), ["element": name])
        }
        guard let number = group.text("CodeNumber"), let notation = group.text("CodeNotation") else { return nil }
        return DocumentCode(number: number, notation: notation)
    }

    private mutating func promulgation(_ fields: ElementGroup) -> Promulgation? {
        guard let group = fields.group("PromulgationInfo"), let written = group.text("PromulgationDate") else {
            note(EdXMLRules.dateMissing, at: fields.place(of: "PromulgationInfo"))
            return nil
        }
        let place = group.place(of: "PromulgationDate")
        guard let date = LocalDate(written) else {
            note(EdXMLRules.dateForm, at: place, ["value": written.excerpt])
            return nil
        }
        let today = LocalDate(atMilliseconds: receivedAt)
        if date > today {
            note(EdXMLRules.dateFuture, at: place, ["value": date.text, "today": today.text])
        }
        if group.text("Place") == nil { noteIncomplete("Place", in: group) }
        return Promulgation(place: group.text("Place"), date: date)
    }

    private mutating func subject(_ fields: ElementGroup) -> String? {
        if let subject = fields.text("Subject") { return subject }
        note(EdXMLRules.subjectMissing, at: fields.place(of: "Subject"))
        return nil
    }

    /// Never a reason to refuse: senders' numbers for one kind differ.
    private mutating func documentType(_ fields: ElementGroup) -> DocumentType {
        guard let group = fields.group("DocumentType"), let name = group.text("TypeName") else {
            noteIncomplete("DocumentType", in: fields)
            let group = fields.group("DocumentType")
            return DocumentType(type: group?.text("Type"), detail: group?.text("TypeDetail"))
        }
        return DocumentType(type: group.text("Type"), detail: group.text("TypeDetail"), name: name)
    }

    private mutating func signer(_ fields: ElementGroup) -> SignerInfo? {
        guard let group = fields.group("SignerInfo"), !group.record.isBlank else {
            noteIncomplete("SignerInfo", in: fields)
            return nil
        }
        if group.text("FullName") == nil { noteIncomplete("FullName", in: group) }
        return SignerInfo(
            competence: group.text("Competence"), position: group.text("Position"), fullName: group.text("FullName"))
    }

    private mutating func otherInfo(_ fields: ElementGroup) -> OtherInfo {
        guard let group = fields.group("OtherInfo") else {
            noteIncomplete("OtherInfo", in: fields)
            return OtherInfo()
        }
        return OtherInfo(
            priority: priority(group), sphere: group.text("SphereOfPromulgation"),
            typerNotation: group.text("TyperNotation"),
            promulgationAmount: group.text("PromulgationAmount").flatMap { Int($0) },
            pageAmount: group.text("PageAmount").flatMap { Int($0) }, direction: group.text("Direction"),
            appendixes: group.group("Appendixes")?.texts("Appendix") ?? [])
    }

    private mutating func priority(_ group: ElementGroup) -> Priority {
        guard let written = group.text("Priority") else {
            noteIncomplete("Priority", in: group)
            return .ordinary
        }
        if let priority = Int(written).flatMap(Priority.init(rawValue:)) { return priority }
        note(EdXMLRules.priority, at: group.place(of: "Priority"), ["value": written.excerpt])
        return .ordinary
    }

    /// A date that a document can do without: noted and left out when it is not one.
    private mutating func optionalDate(_ name: String, in group: ElementGroup) -> LocalDate? {
        guard let written = group.text(name) else { return nil }
        if let date = LocalDate(written) { return date }
        note(EdXMLRules.dateIgnored, at: group.place(of: name), ["element": name, "value": written.excerpt])
        return nil
    }

    private mutating func traceHeaders(_ list: ElementGroup?) -> [TraceHeader] {
        var trace: [TraceHeader] = []
        for group in list?.groups("TraceHeader") ?? [] {
            guard let agency = group.text("OrganId").flatMap(AgencyID.init),
                let at = group.text("Timestamp").flatMap(LocalDateTime.init)
            else {
                note(EdXMLRules.traceIgnored, at: group.place)
                continue
            }
            trace.append(TraceHeader(agency: agency, at: at))
        }
        return trace
    }

    private mutating func noteSecret(_ fields: ElementGroup, attachments packet: ElementGroup) {
        if let type = fields.group("DocumentType"), let mark = type.text("TypeName").flatMap(SecretMark.inKind) {
            note(EdXMLRules.secret, at: type.place(of: "TypeName"), ["value": mark])
        }
        for name in ["Subject", "Content"] {
            guard let mark = fields.text(name).flatMap(SecretMark.inTitle) else { continue }
            note(EdXMLRules.secret, at: fields.place(of: name), ["value": mark])
        }
        for group in packet.group("AttachmentEncoded")?.groups("Attachment") ?? [] {
            guard let mark = group.text("AttachmentName").flatMap(SecretMark.inTitle) else { continue }
            note(EdXMLRules.secret, at: group.place(of: "AttachmentName"), ["value": mark])
        }
    }
}
