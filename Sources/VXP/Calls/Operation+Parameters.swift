/// The parameters of each call, in the order of the vendor's client.
extension Parameters {
    package static let serviceType = "eDoc"

    /// - Parameters:
    ///   - to: recipients, when the caller names them apart from the document; travels as a JSON array.
    ///   - hash: of the document alone, without the tail the client may add.
    package static func sendEdoc(
        from: String, _ type: MessageType, to: [String] = [], hash: FileHash, rendering: Hex.Rendering = .padded
    ) -> Parameters {
        var parameters: Parameters = ["from": from, "servicetype": serviceType, "messagetype": type.rawValue]
        if !to.isEmpty { parameters.append("to", JSON.array(to.map(JSON.string)).text()) }
        parameters.append("hash-file", hash.text(rendering))
        return parameters
    }

    /// - Parameters: bounds of the time of arrival, inclusive, as ``AxisTime/display(_:)`` writes them.
    package static func receivedEdocList(_ type: MessageType, from: String? = nil, to: String? = nil) -> Parameters {
        var parameters: Parameters = ["servicetype": serviceType, "messagetype": type.rawValue]
        if let from { parameters.append("fromDate", from) }
        if let to { parameters.append("toDate", to) }
        return parameters
    }

    package static func edoc(_ docID: String) -> Parameters { ["docId": docID] }

    package static func updateStatus(
        _ docID: String, _ status: TransportStatus, description: String? = nil
    ) -> Parameters {
        var parameters: Parameters = ["docId": docID, "status": status.rawValue]
        if let description { parameters.append("description", description) }
        return parameters
    }

    package static func sentEdocList(_ type: MessageType, docID: String? = nil) -> Parameters {
        var parameters: Parameters = ["servicetype": serviceType, "messagetype": type.rawValue]
        if let docID { parameters.append("docId", docID) }
        return parameters
    }

    /// - Parameter version: the last one the caller has; `nil` for the whole register. The parameter's name is this system's
    ///   own: `version` itself is taken, and no source says how the axis is told.
    package static func synchronizeUnit(after version: String?) -> Parameters {
        version.map { ["fromVersion": $0] } ?? [:]
    }

    package static func deleteAgency(_ code: String) -> Parameters { ["AgencyCode": code] }

    /// The recipients in `to`: a JSON array of strings, or one bare identifier. `nil` when the parameter is absent.
    /// - Throws: ``JSONError`` for an array that is not one of strings.
    package func recipients() throws(JSONError) -> [String]? {
        guard let text = self["to"], !text.isEmpty else { return nil }
        guard text.hasPrefix("[") else { return [text] }
        return try (JSON(text: text).elements ?? []).map { element throws(JSONError) in
            guard case .string(let recipient) = element else {
                throw JSONError(offset: 0, problem: "a recipient is not a string")
            }
            return recipient
        }
    }
}
