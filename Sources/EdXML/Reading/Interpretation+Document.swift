import SignedXML

extension Interpretation {
    mutating func document(
        _ fields: ElementGroup, header: ElementGroup, envelope: ElementGroup, packet: ElementGroup
    ) -> DocumentMessage? {
        let from = sender(fields)
        let to = recipients(fields)
        if fields.groups(.to).allSatisfy(\.record.isBlank) { note(EdXMLRules.toMissing, at: fields.place(of: .to)) }
        let code = code(fields)
        let promulgation = promulgation(fields)
        let subject = subject(fields)
        let other = otherInfo(fields)
        let trace = header.group(.traceHeaderList)
        let business = business(trace, header: header, fields: fields)
        let responsesFor = responsesFor(fields, areRequired: business?.type == .recall)
        let references = references(envelope)
        let attachments = attachments(packet, business: business)
        noteUnmatched(references, attachments, areComplete: attachments.count == attachmentGroups(packet).count)
        noteSecret(fields, attachments: packet)
        noteExtra(Self.statusOnly, in: fields, under: EdXMLRules.documentExtra)
        guard let from, !to.isEmpty, let code, let promulgation, let subject, let business else { return nil }
        return DocumentMessage(
            from: from, to: to, documentID: fields.text(.documentId), code: code, promulgation: promulgation,
            type: documentType(fields), subject: subject, content: fields.text(.content), signer: signer(fields),
            dueDate: optionalDate(.dueDate, in: fields), toPlaces: fields.group(.toPlaces)?.texts(.place) ?? [],
            other: other, responsesFor: responsesFor, steeringType: fields.text(.steeringType).flatMap { Int($0) },
            taskCodes: fields.groups(.responseForTask).flatMap { $0.texts(.taskCode) },
            applicationType: fields.text(.applicationType),
            traceID: trace?.record.attributes.first { $0.name.local == "id" && $0.name.namespace == nil }?.value,
            trace: traceHeaders(trace), business: business, references: references.map(\.reference),
            attachments: attachments.map(\.attachment))
    }

    private mutating func code(_ fields: ElementGroup) -> DocumentCode? {
        guard let group = fields.group(.code) else {
            note(EdXMLRules.codeMissing, at: fields.place, ["element": "Code"])
            return nil
        }
        if let number = group.text(.codeNumber), let notation = group.text(.codeNotation) {
            return DocumentCode(number: number, notation: notation)
        }
        for word in [Word.codeNumber, .codeNotation] where group.text(word) == nil {
            note(EdXMLRules.codeMissing, at: group.place(of: word), ["element": word.name])
        }
        return nil
    }

    private mutating func promulgation(_ fields: ElementGroup) -> Promulgation? {
        guard let group = fields.group(.promulgationInfo), let written = group.text(.promulgationDate) else {
            note(EdXMLRules.dateMissing, at: fields.place(of: .promulgationInfo))
            return nil
        }
        guard let date = LocalDate(written) else {
            note(EdXMLRules.dateForm, at: group.place(of: .promulgationDate), ["value": written.excerpt])
            return nil
        }
        let today = LocalDate(atMilliseconds: receivedAt)
        if date > today {
            note(
                EdXMLRules.dateFuture, at: group.place(of: .promulgationDate),
                ["value": date.text, "today": today.text])
        }
        if group.text(.place) == nil { noteIncomplete(.place, in: group) }
        return Promulgation(place: group.text(.place), date: date)
    }

    private mutating func subject(_ fields: ElementGroup) -> String? {
        if let subject = fields.text(.subject) { return subject }
        note(EdXMLRules.subjectMissing, at: fields.place(of: .subject))
        return nil
    }

    /// Never a reason to refuse: senders' numbers for one kind differ.
    private mutating func documentType(_ fields: ElementGroup) -> DocumentType {
        guard let group = fields.group(.documentType), let name = group.text(.typeName) else {
            noteIncomplete(.documentType, in: fields)
            let group = fields.group(.documentType)
            return DocumentType(type: group?.text(.type), detail: group?.text(.typeDetail))
        }
        return DocumentType(type: group.text(.type), detail: group.text(.typeDetail), name: name)
    }

    private mutating func signer(_ fields: ElementGroup) -> SignerInfo? {
        guard let group = fields.group(.signerInfo), !group.record.isBlank else {
            noteIncomplete(.signerInfo, in: fields)
            return nil
        }
        if group.text(.fullName) == nil { noteIncomplete(.fullName, in: group) }
        return SignerInfo(
            competence: group.text(.competence), position: group.text(.position), fullName: group.text(.fullName))
    }

    private mutating func otherInfo(_ fields: ElementGroup) -> OtherInfo {
        guard let group = fields.group(.otherInfo) else {
            noteIncomplete(.otherInfo, in: fields)
            return OtherInfo()
        }
        return OtherInfo(
            priority: priority(group), sphere: group.text(.sphereOfPromulgation),
            typerNotation: group.text(.typerNotation),
            promulgationAmount: group.text(.promulgationAmount).flatMap { Int($0) },
            pageAmount: group.text(.pageAmount).flatMap { Int($0) }, direction: group.text(.direction),
            appendixes: group.group(.appendixes)?.texts(.appendix) ?? [])
    }

    private mutating func priority(_ group: ElementGroup) -> Priority {
        guard let written = group.text(.priority) else {
            noteIncomplete(.priority, in: group)
            return .ordinary
        }
        if let priority = Int(written).flatMap(Priority.init(rawValue:)) { return priority }
        note(EdXMLRules.priority, at: group.place(of: .priority), ["value": written.excerpt])
        return .ordinary
    }

    /// A date that a document can do without: noted and left out when it is not one.
    private mutating func optionalDate(_ word: Word, in group: ElementGroup) -> LocalDate? {
        guard let written = group.text(word) else { return nil }
        if let date = LocalDate(written) { return date }
        note(EdXMLRules.dateIgnored, at: group.place(of: word), ["element": word.name, "value": written.excerpt])
        return nil
    }

    private mutating func traceHeaders(_ list: ElementGroup?) -> [TraceHeader] {
        var trace: [TraceHeader] = []
        for group in list?.groups(.traceHeader) ?? [] {
            guard let agency = group.text(.organId).flatMap(AgencyID.init),
                let at = group.text(.timestamp).flatMap(LocalDateTime.init)
            else {
                note(EdXMLRules.traceIgnored, at: group.place)
                continue
            }
            trace.append(TraceHeader(agency: agency, at: at))
        }
        return trace
    }

    private mutating func noteSecret(_ fields: ElementGroup, attachments packet: ElementGroup) {
        if let type = fields.group(.documentType), let mark = type.text(.typeName).flatMap(SecretMark.inKind) {
            note(EdXMLRules.secret, at: type.place(of: .typeName), ["value": mark])
        }
        for word in [Word.subject, .content] {
            guard let mark = fields.text(word).flatMap(SecretMark.inTitle) else { continue }
            note(EdXMLRules.secret, at: fields.place(of: word), ["value": mark])
        }
        for group in packet.group(.attachmentEncoded)?.groups(.attachment) ?? [] {
            guard let mark = group.text(.attachmentName).flatMap(SecretMark.inTitle) else { continue }
            note(EdXMLRules.secret, at: group.place(of: .attachmentName), ["value": mark])
        }
    }
}
