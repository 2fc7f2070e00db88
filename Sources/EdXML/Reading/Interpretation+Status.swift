import SignedXML

extension Interpretation {
    /// How far ahead of ours a sender's clock may be before it is worth a remark.
    private static let clockTolerance: Int64 = 15 * 60_000

    mutating func status(_ fields: ElementGroup, header: ElementGroup, packet: ElementGroup) -> StatusMessage? {
        let from = sender(fields)
        let to = recipients(fields)
        let code = statusCode(fields)
        let at = timestamp(fields)
        let answered = fields.groups("ResponseFor").filter { !$0.record.isBlank }
        if answered.isEmpty { note(EdXMLRules.responseForMissing, at: fields.place(of: "ResponseFor")) }
        if answered.count > 1 { note(EdXMLRules.responseForMany, at: answered[1].place) }
        let responseFor = responsesFor(fields, areRequired: true).first
        let description = fields.text("Description")
        if code == .returned, description == nil {
            note(EdXMLRules.reasonMissing, at: fields.place(of: "Description"), ["element": "Description"])
        }
        noteExtra(Vocabulary.documentOnly.keys, in: fields, under: EdXMLRules.statusExtra)
        noteExtra(["TraceHeaderList"], in: header, under: EdXMLRules.statusExtra)
        noteExtra(["AttachmentEncoded"], in: packet, under: EdXMLRules.statusExtra)
        guard let from, let responseFor, let code, let at else { return nil }
        return StatusMessage(
            from: from, to: to, responseFor: responseFor, code: code, description: description,
            staff: staff(fields.group("StaffInfo")), at: at)
    }

    /// Flags what belongs to the other kind of packet. Blank elements are how some senders write "none".
    mutating func noteExtra(_ names: some Collection<String>, in group: ElementGroup, under rule: Rule) {
        for child in group.record.children where names.contains(child.name) && !child.isBlank {
            note(rule, at: group.place(of: child.name), ["element": child.name])
        }
    }

    /// The documents answered. Blank groups are how some senders write "none".
    /// - Parameter areRequired: whether an incomplete one refuses the packet, or is only left out.
    mutating func responsesFor(_ fields: ElementGroup, areRequired: Bool) -> [ResponseFor] {
        var answered: [ResponseFor] = []
        for group in fields.groups("ResponseFor") where !group.record.isBlank {
            guard let responseFor = responseFor(group) else {
                let rule = areRequired ? EdXMLRules.responseForIncomplete : EdXMLRules.responseForIgnored
                note(rule, at: group.place)
                continue
            }
            answered.append(responseFor)
        }
        return answered
    }

    private mutating func responseFor(_ group: ElementGroup) -> ResponseFor? {
        guard var written = group.text("OrganId"), var code = group.text("Code") else { return nil }
        // A code has a slash and an identifier cannot: told apart without guessing.
        if AgencyID(written) == nil, written.contains("/"), AgencyID(code) != nil {
            swap(&written, &code)
            note(EdXMLRules.swapped, at: group.place)
        }
        guard let agency = AgencyID(written) else { return nil }
        var responseFor = ResponseFor(agency: agency, code: code, documentID: group.text("DocumentId"))
        if let date = group.text("PromulgationDate") {
            responseFor.date = LocalDate(date)
            if responseFor.date == nil {
                note(
                    EdXMLRules.dateIgnored, at: group.place(of: "PromulgationDate"),
                    ["element": "PromulgationDate", "value": date.excerpt])
            }
        }
        return responseFor
    }

    private mutating func statusCode(_ fields: ElementGroup) -> StatusCode? {
        let written = fields.text("StatusCode") ?? ""
        if let code = StatusCode(rawValue: written) { return code }
        note(EdXMLRules.statusCode, at: fields.place(of: "StatusCode"), ["value": written.excerpt])
        return nil
    }

    private mutating func timestamp(_ fields: ElementGroup) -> LocalDateTime? {
        let place = fields.place(of: "Timestamp")
        guard let written = fields.text("Timestamp") else {
            note(EdXMLRules.timestampMissing, at: place)
            return nil
        }
        guard let at = LocalDateTime(written) else {
            note(EdXMLRules.timestampForm, at: place, ["value": written.excerpt])
            return nil
        }
        if at.milliseconds > receivedAt + Self.clockTolerance {
            note(EdXMLRules.timestampFuture, at: place, ["value": at.text])
        }
        return at
    }
}
