import SignedXML

extension Interpretation {
    /// A packet without a trace list is a new document; an unknown type is `nil` and noted.
    mutating func business(_ trace: ElementGroup?, header: ElementGroup, fields: ElementGroup) -> Business? {
        guard let trace else {
            noteIncomplete(.traceHeaderList, in: header)
            return Business()
        }
        guard let group = trace.group(.bussiness) else {
            noteIncomplete(.bussiness, in: trace)
            return Business()
        }
        guard let type = businessType(group) else { return nil }
        var business = Business(
            type: type, documentID: group.text(.documentId), reason: group.text(.bussinessDocReason),
            paper: group.text(.paper), staff: staff(group.group(.staffInfo)))
        switch type {
        case .new: break
        case .recall: judgeRecall(group, fields: fields)
        case .update: business.update = update(group)
        case .replace: business.replacements = replacements(group)
        }
        for (word, owner) in [(Word.bussinessDocumentInfo, BusinessType.update), (.replacementInfoList, .replace)] {
            guard owner != type, let extra = group.group(word), !extra.record.isBlank else { continue }
            note(EdXMLRules.businessExtra, at: extra.place, ["element": word.name, "type": "\(type.rawValue)"])
        }
        return business
    }

    private mutating func businessType(_ group: ElementGroup) -> BusinessType? {
        guard let written = group.text(.bussinessDocType) else {
            noteIncomplete(.bussinessDocType, in: group)
            return .new
        }
        if let type = Int(written).flatMap(BusinessType.init(rawValue:)) { return type }
        note(EdXMLRules.businessType, at: group.place(of: .bussinessDocType), ["value": written.excerpt])
        return nil
    }

    private mutating func judgeRecall(_ group: ElementGroup, fields: ElementGroup) {
        if fields.groups(.responseFor).allSatisfy(\.record.isBlank) {
            note(EdXMLRules.recallTarget, at: fields.place(of: .responseFor))
        }
        if group.text(.bussinessDocReason) == nil {
            note(EdXMLRules.reasonMissing, at: group.place(of: .bussinessDocReason), ["element": "BussinessDocReason"])
        }
    }

    private mutating func update(_ group: ElementGroup) -> DocumentUpdate? {
        if group.text(.documentId) == nil {
            note(EdXMLRules.updateContent, at: group.place(of: .documentId), ["element": "DocumentId"])
        }
        guard let info = group.group(.bussinessDocumentInfo), !info.record.isBlank else {
            note(EdXMLRules.updateContent, at: group.place, ["element": "BussinessDocumentInfo"])
            return nil
        }
        var receivers: [ReceiverChange] = []
        for receiver in info.group(.receiverList)?.groups(.receiver) ?? [] {
            guard let agency = agencyID(.organId, in: receiver), let type = receiver.text(.receiverType),
                type == "0" || type == "1"
            else {
                note(EdXMLRules.updateContent, at: receiver.place, ["element": "Receiver"])
                continue
            }
            receivers.append(ReceiverChange(agency: agency, isAdded: type == "1"))
        }
        return DocumentUpdate(
            changesDocument: info.text(.documentInfo) == "1", changesReceivers: info.text(.documentReceiver) == "1",
            receivers: receivers)
    }

    private mutating func replacements(_ group: ElementGroup) -> [Replacement] {
        let infos = group.group(.replacementInfoList)?.groups(.replacementInfo) ?? []
        if infos.isEmpty { note(EdXMLRules.replacementList, at: group.place(of: .replacementInfoList)) }
        return infos.compactMap { info in
            let holders = info.group(.organIdList)?.texts(.organId) ?? []
            let ids = holders.compactMap(AgencyID.init)
            guard let documentID = info.text(.documentId), !ids.isEmpty, ids.count == holders.count else {
                note(EdXMLRules.replacementList, at: info.place)
                return nil
            }
            return Replacement(documentID: documentID, holders: ids)
        }
    }
}
