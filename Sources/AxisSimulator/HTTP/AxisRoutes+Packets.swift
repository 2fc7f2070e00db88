import EdXML
import HTTPTypes
import Hummingbird
import NIOCore
import SignedXML
import VXP

extension AxisRoutes {
    /// `sendEdoc`: the body is read to its end, judged, and answered once it is durable.
    func receive(_ call: VerifiedCall, _ request: Request) async throws -> Envelope {
        let type = try type(call)
        let narrowedTo = try recipients(call.parameters)
        var reception = try PacketReception(
            inspector: inspector, store: store, limit: configuration.maxDocumentBytes, atMilliseconds: now())
        do {
            try await read(request, hashFile: call.parameters["hash-file"], into: &reception)
            let packet = try reception.finish(system: call.systemID, narrowedTo: narrowedTo)
            guard packet.type == type else {
                throw AxisRefusal(.invalidEdXML, "messagetype \(type.rawValue), packet \(packet.type.rawValue)")
            }
            let docID = try await store.accept(
                packet, script: configuration.answers, newIdentifier: newIdentifier, atMilliseconds: now())
            return .sent(docID: docID)
        } catch {
            try await reception.discard()
            if let refusal = error as? AxisRefusal {
                try await store.note(
                    refused: refusal.code, of: call.systemID, type, sha256: reception.digestSoFar.text(),
                    atMilliseconds: now())
            }
            throw error
        }
    }

    private func read(_ request: Request, hashFile: String?, into reception: inout PacketReception) async throws {
        do {
            var body = try ReceivedBody(contentType: request.headers[.contentType])
            for try await buffer in request.body {
                try await reception.take(try body.take(Array(buffer.readableBytesView)))
            }
            try await reception.take(try body.finish(hashFile: hashFile).rest)
        } catch let failure as ReceivedBody.Failure {
            throw AxisRefusal(failure.errorCode, failure.detail)
        }
    }

    /// `getEdoc` and `downloadEdoc`: the bytes as they were received, streamed.
    func handOver(_ call: VerifiedCall, asJSON: Bool) async throws -> Response {
        let docID = call.parameters["docId"] ?? ""
        guard let found = try await store.fetch(docID, for: call.systemID, atMilliseconds: now()) else {
            throw AxisRefusal(.unknownDocument, docID)
        }
        let length = asJSON ? StreamedReply.length(document: found.size) : found.size
        let body = ResponseBody(contentLength: length) { [store] writer in
            var reply = StreamedReply()
            var ordinal = 0
            while let piece = try await store.piece(ordinal, of: found.payload) {
                try await writer.write(ByteBuffer(bytes: asJSON ? reply.take(piece) : piece))
                ordinal += 1
            }
            if asJSON { try await writer.write(ByteBuffer(bytes: reply.finish())) }
            try await writer.finish(nil)
        }
        let type = asJSON ? Response.jsonType : "application/octet-stream"
        return Response(status: .ok, headers: [.contentType: type], body: body)
    }

    func update(_ call: VerifiedCall) async throws -> Envelope {
        let docID = call.parameters["docId"] ?? ""
        guard let status = TransportStatus(rawValue: call.parameters["status"]?.lowercased() ?? ""), status != .initial
        else { throw AxisRefusal(.parameterInvalid, "status: \(call.parameters["status"] ?? "")") }
        let isKnown = try await store.update(
            docID, for: call.systemID, to: status, description: call.parameters["description"] ?? "",
            atMilliseconds: now())
        guard isKnown else { throw AxisRefusal(.unknownDocument, docID) }
        return .done
    }

    func register(_ call: VerifiedCall, _ request: Request) async throws -> Envelope {
        var bytes: [UInt8] = []
        for try await buffer in request.body {
            bytes += buffer.readableBytesView
            guard bytes.count <= 65_536 else { throw AxisRefusal(.bodyTooLarge, "> 65536") }
        }
        do {
            let agency = try AgencyRegistration(bytes)
            guard AgencyID(agency.code) != nil else { throw AxisRefusal(.parameterInvalid, "code: \(agency.code)") }
            try await store.register(agency, centre: call.systemID, atMilliseconds: now())
            return .done
        } catch let error as EnvelopeError {
            throw AxisRefusal(.bodyMalformed, "\(error)")
        }
    }

    func type(_ call: VerifiedCall) throws -> MessageType {
        let text = call.parameters["messagetype"] ?? ""
        guard let type = MessageType(rawValue: text.lowercased()) else {
            throw AxisRefusal(.parameterInvalid, "messagetype: \(text)")
        }
        return type
    }

    /// `fromDate` and `toDate`; a date alone as the upper bound means its whole day.
    func bounds(_ parameters: VXP.Parameters) throws -> ClosedRange<Int64> {
        func bound(_ name: String) throws -> Int64? {
            guard let text = parameters[name], !text.isEmpty else { return nil }
            guard let time = AxisTime.milliseconds(ofDisplay: text) else {
                throw AxisRefusal(.parameterInvalid, "\(name): \(text)")
            }
            return time
        }
        let lower = try bound("fromDate") ?? 0
        let isDateOnly = parameters["toDate"]?.utf8.count == 10
        let upper = try bound("toDate").map { $0 + (isDateOnly ? 86_399_999 : 999) } ?? .max
        guard lower <= upper else { throw AxisRefusal(.parameterInvalid, "fromDate > toDate") }
        return lower...upper
    }

    private func recipients(_ parameters: VXP.Parameters) throws -> [AgencyID]? {
        let texts: [String]?
        do { texts = try parameters.recipients() } catch { throw AxisRefusal(.parameterInvalid, "to: \(error)") }
        return try texts?.map { text in
            guard let id = AgencyID(text) else { throw AxisRefusal(.parameterInvalid, "to: \(text)") }
            return id
        }
    }
}
