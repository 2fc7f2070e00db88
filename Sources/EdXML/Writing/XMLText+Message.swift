/// The groups of a message, in the regulation's order.
extension XMLText {
    mutating func write(_ document: DocumentMessage) throws(MessageWriteError) {
        try write(document.from, as: "From")
        for recipient in document.to { try write(recipient, as: "To") }
        try group("Code") { code throws(MessageWriteError) in
            try code.element("CodeNumber", document.code.number)
            try code.element("CodeNotation", document.code.notation)
        }
        try group("PromulgationInfo") { info throws(MessageWriteError) in
            try info.element("Place", document.promulgation.place)
            try info.element("PromulgationDate", document.promulgation.date.text)
        }
        try group("DocumentType") { type throws(MessageWriteError) in
            try type.element("Type", document.type.type)
            try type.element("TypeDetail", document.type.detail)
            try type.element("TypeName", document.type.name)
        }
        try element("Subject", document.subject)
        try element("Content", document.content)
        if let signer = document.signer {
            try group("SignerInfo") { info throws(MessageWriteError) in
                try info.element("Competence", signer.competence)
                try info.element("Position", signer.position)
                try info.element("FullName", signer.fullName)
            }
        }
        try element("DueDate", document.dueDate?.text)
        if !document.toPlaces.isEmpty { try writeList("ToPlaces", of: "Place", document.toPlaces) }
        try write(document.other)
        for responseFor in document.responsesFor { try write(responseFor) }
        try element("SteeringType", document.steeringType.map(String.init))
        if !document.taskCodes.isEmpty { try writeList("ResponseForTask", of: "TaskCode", document.taskCodes) }
        try element("ApplicationType", document.applicationType)
        try element("DocumentId", document.documentID)
    }

    mutating func write(_ status: StatusMessage) throws(MessageWriteError) {
        try write(status.from, as: "From")
        for recipient in status.to { try write(recipient, as: "To") }
        try write(status.responseFor)
        try write(status.staff)
        try element("StatusCode", status.code.rawValue)
        try element("Description", status.description)
        try element("Timestamp", status.at.text)
    }

    mutating func writeTrace(of document: DocumentMessage) throws(MessageWriteError) {
        let identifier = document.traceID.map { [("id", $0)] } ?? []
        try group("TraceHeaderList", attributes: identifier + [("version", "1.0")]) { list throws(MessageWriteError) in
            for stop in document.trace {
                try list.group("TraceHeader") { header throws(MessageWriteError) in
                    try header.element("OrganId", stop.agency.text)
                    try header.element("Timestamp", stop.at.text)
                }
            }
            try list.write(document.business)
        }
    }

    mutating func writeManifest(_ attachments: [OutgoingAttachment]) throws(MessageWriteError) {
        try group("edXMLManifest", attributes: [("version", "1.0")]) { manifest throws(MessageWriteError) in
            for attachment in attachments {
                try manifest.group("Reference") { reference throws(MessageWriteError) in
                    try reference.element("ContentId", "cid:\(attachment.fileName)")
                    try reference.element("ContentType", attachment.contentType)
                    try reference.element("Description", attachment.description)
                    try reference.element("AttachmentName", attachment.title)
                }
            }
        }
    }

    private mutating func write(_ organization: Organization, as name: String) throws(MessageWriteError) {
        try group(name) { group throws(MessageWriteError) in
            try group.element("OrganId", organization.id.text)
            try group.element("OrganizationInCharge", organization.inCharge)
            try group.element("OrganName", organization.name)
            try group.element("OrganAdd", organization.address)
            try group.element("Email", organization.email)
            try group.element("Telephone", organization.telephone)
            try group.element("Fax", organization.fax)
            try group.element("Website", organization.website)
        }
    }

    private mutating func write(_ staff: StaffInfo?) throws(MessageWriteError) {
        guard let staff else { return }
        try group("StaffInfo") { info throws(MessageWriteError) in
            try info.element("Department", staff.department)
            try info.element("DepartmentId", staff.departmentID)
            try info.element("Staff", staff.staff)
            try info.element("StaffId", staff.staffID)
            try info.element("Email", staff.email)
            try info.element("Mobile", staff.mobile)
        }
    }

    private mutating func write(_ responseFor: ResponseFor) throws(MessageWriteError) {
        try group("ResponseFor") { group throws(MessageWriteError) in
            try group.element("OrganId", responseFor.agency.text)
            try group.element("Code", responseFor.code)
            try group.element("DocumentId", responseFor.documentID)
            try group.element("PromulgationDate", responseFor.date?.text)
        }
    }

    private mutating func write(_ other: OtherInfo) throws(MessageWriteError) {
        try group("OtherInfo") { info throws(MessageWriteError) in
            try info.element("Priority", String(other.priority.rawValue))
            try info.element("SphereOfPromulgation", other.sphere)
            try info.element("TyperNotation", other.typerNotation)
            try info.element("PromulgationAmount", other.promulgationAmount.map(String.init))
            try info.element("PageAmount", other.pageAmount.map(String.init))
            try info.element("Direction", other.direction)
            if !other.appendixes.isEmpty { try info.writeList("Appendixes", of: "Appendix", other.appendixes) }
        }
    }

    private mutating func write(_ business: Business) throws(MessageWriteError) {
        try group("Bussiness") { group throws(MessageWriteError) in
            try group.element("DocumentId", business.documentID)
            try group.element("BussinessDocType", String(business.type.rawValue))
            try group.element("BussinessDocReason", business.reason)
            try group.element("Paper", business.paper)
            try group.write(business.update)
            try group.write(business.replacements)
            try group.write(business.staff)
        }
    }

    private mutating func write(_ update: DocumentUpdate?) throws(MessageWriteError) {
        guard let update else { return }
        try group("BussinessDocumentInfo") { info throws(MessageWriteError) in
            try info.element("DocumentInfo", update.changesDocument ? "1" : "0")
            try info.element("DocumentReceiver", update.changesReceivers ? "1" : "0")
            try info.group("ReceiverList") { list throws(MessageWriteError) in
                for change in update.receivers {
                    try list.group("Receiver") { receiver throws(MessageWriteError) in
                        try receiver.element("OrganId", change.agency.text)
                        try receiver.element("ReceiverType", change.isAdded ? "1" : "0")
                    }
                }
            }
        }
    }

    private mutating func write(_ replacements: [Replacement]) throws(MessageWriteError) {
        guard !replacements.isEmpty else { return }
        try group("ReplacementInfoList") { list throws(MessageWriteError) in
            for replacement in replacements {
                try list.group("ReplacementInfo") { info throws(MessageWriteError) in
                    try info.element("DocumentId", replacement.documentID)
                    try info.writeList("OrganIdList", of: "OrganId", replacement.holders.map(\.text))
                }
            }
        }
    }

    private mutating func writeList(_ name: String, of item: String, _ texts: [String]) throws(MessageWriteError) {
        try group(name) { list throws(MessageWriteError) in
            for text in texts { try list.element(item, text) }
        }
    }
}
