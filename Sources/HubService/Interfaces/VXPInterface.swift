import HTTPTypes
import HubCore
import HubStore
import Hummingbird
import NIOCore
import SignedXML
import VXP

/// The axis-style interface for agency systems, under `/vxp`: what they called the axis for, they call the hub for.
///
/// Every reply carries `status`, `ErrorCode` and `ErrorDesc`. A caller sees and does only what is its centre's.
package struct VXPInterface: Sendable {
    let intake: Intake
    let callers: VXPCallers
    let maxDocumentBytes: Int

    var store: any Store { intake.store }

    package init(intake: Intake, callers: VXPCallers, maxDocumentBytes: Int) {
        self.intake = intake
        self.callers = callers
        self.maxDocumentBytes = maxDocumentBytes
    }

    package func addRoutes(to router: Router<HubRequestContext>) {
        route(.sendEdoc, router, sendEdoc)
        route(.getReceivedEdocList, router, getReceivedEdocList)
        route(.getEdoc, router, getEdoc)
        route(.updateStatus, router, updateStatus)
        route(.getSentEdocList, router, getSentEdocList)
        route(.getAgenciesList, router) { _, _ in try await getAgenciesList() }
    }

    private func route(
        _ operation: Operation, _ router: Router<HubRequestContext>,
        _ answer: @escaping @Sendable (Request, VXPCallers.Caller) async throws -> Response
    ) {
        router.post("/vxp\(operation.path)") { request, context in
            switch try await callers.verify(request) {
            case .failure(let refusal):
                return Response(refusal, to: request, context)
            case .success(let caller):
                let missing = operation.missing(in: caller.call.parameters)
                guard missing.isEmpty else {
                    let names = missing.map { HeaderAuthentication.prefix + $0 }.joined(separator: ", ")
                    return Response(Refusal(.badRequest, VXPRule.headerMissing, ["names": names]), to: request, context)
                }
                do {
                    return try await answer(request, caller)
                } catch let refusal as Refusal {
                    return Response(refusal, to: request, context)
                }
            }
        }
    }

    // MARK: Sending

    /// Takes a document or a status in.
    private func sendEdoc(_ request: Request, by caller: VXPCallers.Caller) async throws -> Response {
        let parameters = caller.call.parameters
        let addressed = try Self.addressed(parameters["to"])
        let arrival = try intake.begin(from: .centre(caller.centre.id), addressed: addressed)
        let outcome = try await receive(request, into: arrival, hashFile: parameters["hash-file"])
        return try Self.answer(outcome)
    }

    private func receive(
        _ request: Request, into arrival: Arrival, hashFile: String?
    ) async throws -> IntakeOutcome {
        do {
            var body = try ReceivedBody(contentType: request.headers[.contentType])
            for try await piece in CappedBody(request, cap: maxDocumentBytes + Self.packagingAllowance) {
                try arrival.take(try body.take(Array(piece.readableBytesView)))
            }
            try arrival.take(try body.finish(hashFile: hashFile).rest)
        } catch let failure as BodyFailure {
            let refusal = Refusal(failure)
            _ = try await arrival.abandon(refusal.findings)
            throw refusal
        } catch let failure as ReceivedBody.Failure {
            return try await arrival.abandon([Finding(failure)])
        }
        guard arrival.size <= Int64(maxDocumentBytes) else {
            let refusal = Refusal(BodyFailure.tooLarge(cap: maxDocumentBytes))
            _ = try await arrival.abandon(refusal.findings)
            throw refusal
        }
        return try await arrival.finish()
    }

    /// Bytes that a multipart wrapping or the uncovered line end may add to the document.
    private static let packagingAllowance = 65_536

    private static func addressed(_ to: String?) throws -> [String] {
        guard let to, !to.isEmpty else { return [] }
        guard let elements = (try? JSON(text: to))?.elements else {
            throw Refusal(.badRequest, VXPRule.headerInvalid, ["name": "to", "allowed": "[\"H24.01\", …]"])
        }
        return elements.compactMap(\.scalar)
    }

    private static func answer(_ outcome: IntakeOutcome) throws -> Response {
        switch outcome {
        case .accepted(let receipt, let flags): sent(receipt, flags: flags)
        case .duplicate(let receipt): sent(receipt, flags: [])
        case .refused(let findings, _): throw Refusal(.unprocessableContent, findings)
        }
    }

    private static func sent(_ receipt: Receipt, flags: [Finding]) -> Response {
        var extra = [JSON.Member("receipt", .string(String(buffer: WireJSON.encode(receipt))))]
        if !flags.isEmpty {
            let text = String(buffer: WireJSON.encode(flags.map(FindingOnTheWire.init)))
            extra.append(JSON.Member("reasons", .string(text)))
        }
        return Response(Envelope.sent(docID: receipt.documentID.text, extra: extra))
    }
}

extension Finding {
    /// A body that is not what its headers say.
    init(_ failure: ReceivedBody.Failure) {
        switch failure {
        case .multipart(let error): self.init(HTTPRule.badRequest, ["what": "multipart/form-data: \(error)"])
        case .hashMismatch(let mismatch):
            self.init(VXPRule.hashFile, ["claimed": mismatch.claimed, "found": mismatch.found.text()])
        }
    }
}

extension Response {
    /// An envelope as the axis' own replies are.
    init(_ envelope: Envelope) {
        self.init(
            status: HTTPResponse.Status(code: envelope.httpStatus),
            headers: [.contentType: "application/json; charset=utf-8", .cacheControl: "no-store"],
            body: ResponseBody(byteBuffer: ByteBuffer(bytes: envelope.bytes)))
    }
}
