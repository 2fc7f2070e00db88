import SignedXML

extension Interpretation {
    /// A packet without a trace list is a new document; an unknown type is `nil` and noted.
    mutating func business(_ trace: ElementGroup?, header: ElementGroup, fields: ElementGroup) -> Business? {
        guard let trace else {
            noteIncomplete("TraceHeaderList", in: header)
            return Business()
        }
        guard let group = trace.group("Bussiness") else {
            noteIncomplete("Bussiness", in: trace)
            return Business()
        }
        guard let type = businessType(group) else { return nil }
        var business = Business(
            type: type, documentID: group.text("DocumentId"), reason: group.text("BussinessDocReason"),
            paper: group.text("Paper"), staff: staff(group.group("StaffInfo")))
        switch type {
        case .new: break
        case .recall: judgeRecall(group, fields: fields)
        case .update: business.update = update(group)
        case .replace: business.replacements = replacements(group)
        }
        for (element, owner) in [("BussinessDocumentInfo", BusinessType.update), ("ReplacementInfoList", .replace)] {
            guard owner != type, let extra = group.group(element), !extra.record.isBlank else { continue }
            note(EdXMLRules.businessExtra, at: extra.place, ["element": element, "type": "\(type.rawValue)"])
        }
        return business
    }

    private mutating func businessType(_ group: ElementGroup) -> BusinessType? {
        guard let written = group.text("BussinessDocType") else {
            noteIncomplete("BussinessDocType", in: group)
            return .new
        }
        if let type = Int(written).flatMap(BusinessType.init(rawValue:)) { return type }
        note(EdXMLRules.businessType, at: group.place(of: "BussinessDocType"), ["value": written.excerpt])
        return nil
    }

    private mutating func judgeRecall(_ group: ElementGroup, fields: ElementGroup) {
        if fields.groups("ResponseFor").allSatisfy(\.record.isBlank) {
            note(EdXMLRules.recallTarget, at: fields.place(of: "ResponseFor"))
        }
        if group.text("BussinessDocReason") == nil {
            note(EdXMLRules.reasonMissing, at: group.place(of: "BussinessDocReason"), ["element": "BussinessDocReason"])
        }
    }

    private mutating func update(_ group: ElementGroup) -> DocumentUpdate? {
        if group.text("DocumentId") == nil {
            note(EdXMLRules.updateContent, at: group.place(of: "DocumentId"), ["element": "DocumentId"])
        }
        guard let info = group.group("BussinessDocumentInfo"), !info.record.isBlank else {
            note(EdXMLRules.updateContent, at: group.place, ["element": "BussinessDocumentInfo"])
            return nil
        }
        var receivers: [ReceiverChange] = []
        for receiver in info.group("ReceiverList")?.groups("Receiver") ?? [] {
            guard let agency = agencyID("OrganId", in: receiver), let type = receiver.text("ReceiverType"),
                type == "0" || type == "1"
            else {
                note(EdXMLRules.updateContent, at: receiver.place, ["element": "Receiver"])
                continue
            }
            receivers.append(ReceiverChange(agency: agency, isAdded: type == "1"))
        }
        return DocumentUpdate(
            changesDocument: info.text("DocumentInfo") == "1", changesReceivers: info.text("DocumentReceiver") == "1",
            receivers: receivers)
    }

    private mutating func replacements(_ group: ElementGroup) -> [Replacement] {
        let infos = group.group("ReplacementInfoList")?.groups("ReplacementInfo") ?? []
        if infos.isEmpty { note(EdXMLRules.replacementList, at: group.place(of: "ReplacementInfoList")) }
        return infos.compactMap { info in
            let holders = info.group("OrganIdList")?.texts("OrganId") ?? []
            let ids = holders.compactMap(AgencyID.init)
            guard let documentID = info.text("DocumentId"), !ids.isEmpty, ids.count == holders.count else {
                note(EdXMLRules.replacementList, at: info.place)
                return nil
            }
            return Replacement(documentID: documentID, holders: ids)
        }
    }
}
