import SignedXML

extension Interpretation {
    /// How far ahead of ours a sender's clock may be before it is worth a remark.
    private static let clockTolerance: Int64 = 15 * 60_000

    mutating func status(_ fields: ElementGroup, header: ElementGroup, packet: ElementGroup) -> StatusMessage? {
        let from = sender(fields)
        let to = recipients(fields)
        let code = statusCode(fields)
        let at = timestamp(fields)
        let answered = fields.groups(.responseFor).filter { !$0.record.isBlank }
        if answered.isEmpty { note(EdXMLRules.responseForMissing, at: fields.place(of: .responseFor)) }
        if answered.count > 1 { note(EdXMLRules.responseForMany, at: answered[1].place) }
        let responseFor = responsesFor(fields, areRequired: true).first
        let description = fields.text(.description)
        if code == .returned, description == nil {
            note(EdXMLRules.reasonMissing, at: fields.place(of: .description), ["element": "Description"])
        }
        noteExtra(Self.documentOnly, in: fields, under: EdXMLRules.statusExtra)
        noteExtra([.traceHeaderList], in: header, under: EdXMLRules.statusExtra)
        noteExtra([.attachmentEncoded], in: packet, under: EdXMLRules.statusExtra)
        guard let from, let responseFor, let code, let at else { return nil }
        return StatusMessage(
            from: from, to: to, responseFor: responseFor, code: code, description: description,
            staff: staff(fields.group(.staffInfo)), at: at)
    }

    private static let documentOnly = WordSet(Vocabulary.documentOnly.keys)
    static let statusOnly = WordSet(Vocabulary.statusOnly.keys)

    /// Flags what belongs to the other kind of packet. Blank elements are how some senders write "none".
    mutating func noteExtra(_ words: WordSet, in group: ElementGroup, under rule: Rule) {
        for child in group.record.children {
            guard let word = child.word, words.contains(word), !child.isBlank else { continue }
            note(rule, at: group.place(of: word), ["element": word.name])
        }
    }

    /// The documents answered. Blank groups are how some senders write "none".
    /// - Parameter areRequired: whether an incomplete one refuses the packet, or is only left out.
    mutating func responsesFor(_ fields: ElementGroup, areRequired: Bool) -> [ResponseFor] {
        var answered: [ResponseFor] = []
        for group in fields.groups(.responseFor) where !group.record.isBlank {
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
        guard var written = group.text(.organId), var code = group.text(.code) else { return nil }
        // A code has a slash and an identifier cannot: told apart without guessing.
        if AgencyID(written) == nil, written.contains("/"), AgencyID(code) != nil {
            swap(&written, &code)
            note(EdXMLRules.swapped, at: group.place)
        }
        guard let agency = AgencyID(written) else { return nil }
        var responseFor = ResponseFor(agency: agency, code: code, documentID: group.text(.documentId))
        if let date = group.text(.promulgationDate) {
            responseFor.date = LocalDate(date)
            if responseFor.date == nil {
                note(
                    EdXMLRules.dateIgnored, at: group.place(of: .promulgationDate),
                    ["element": "PromulgationDate", "value": date.excerpt])
            }
        }
        return responseFor
    }

    private mutating func statusCode(_ fields: ElementGroup) -> StatusCode? {
        let written = fields.text(.statusCode) ?? ""
        if let code = StatusCode(rawValue: written) { return code }
        note(EdXMLRules.statusCode, at: fields.place(of: .statusCode), ["value": written.excerpt])
        return nil
    }

    private mutating func timestamp(_ fields: ElementGroup) -> LocalDateTime? {
        let place = fields.place(of: .timestamp)
        guard let written = fields.text(.timestamp) else {
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
