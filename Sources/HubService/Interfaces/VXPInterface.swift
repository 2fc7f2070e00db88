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
    let desk: CentreDesk
    let registrations: RegistrationDesk
    let callers: VXPCallers
    private let gate: CallGate

    /// - Parameter gate: shared with the provincial variant, so that a system has one rate.
    init(
        intake: Intake, callers: VXPCallers, gate: CallGate, registrations: RegistrationDesk, maxDocumentBytes: Int
    ) {
        desk = CentreDesk(intake: intake, maxDocumentBytes: maxDocumentBytes)
        self.registrations = registrations
        self.callers = callers
        self.gate = gate
    }

    package func addRoutes(to router: Router<HubRequestContext>) {
        for operation in Operation.allCases {
            let path = RouterPath("/vxp\(operation.path)")
            let methods = operation.methods.compactMap { HTTPRequest.Method(rawValue: $0) }
            for method in methods {
                router.on(path, method: method) { try await answer(operation, $0, $1) }
            }
            for method in HTTPRequest.Method.common where !methods.contains(method) {
                router.on(path, method: method) { request, context in
                    Response(methodOf: request, isNotOneOf: methods, context)
                }
            }
        }
    }

    private func answer(
        _ operation: Operation, _ request: Request, _ context: HubRequestContext
    ) async throws -> Response {
        switch try await callers.verify(request) {
        case .failure(let refusal): return Response(refusal, to: request, context)
        case .success(let caller):
            do {
                try await gate.admit(caller.centre.id)
                let missing = operation.missing(in: caller.call.parameters)
                guard missing.isEmpty else {
                    let arguments = ["operation": operation.rawValue, "names": missing.joined(separator: ", ")]
                    throw Refusal(.badRequest, VXPRule.parameterMissing, arguments)
                }
                return try await perform(operation, request, by: caller.centre, caller.call.parameters)
            } catch let refusal as Refusal {
                return Response(refusal.of(caller.centre.id), to: request, context)
            }
        }
    }

    private func perform(
        _ operation: Operation, _ request: Request, by centre: CentreRecord, _ parameters: VXP.Parameters
    ) async throws -> Response {
        switch operation {
        case .sendEdoc: return try await sendEdoc(request, by: centre, parameters)
        case .getReceivedEdocList:
            let page = try await desk.waiting(try parameters.selection(), of: centre)
            return Response(Envelope.list(page.rows, extra: page.continuation))
        case .getEdoc, .downloadEdoc:
            let item = try await desk.item(parameters["docId"], of: centre)
            let payload = try await desk.fetch(item, by: centre)
            guard operation == .downloadEdoc else { return Response(json: desk.encoded(payload)) }
            return Response(file: desk.plain(payload), named: item.fileName)
        case .updateStatus:
            try await desk.acknowledge(
                parameters["docId"], parameters["status"], description: parameters["description"], by: centre)
            return Response(Envelope.done)
        case .getSentEdocList:
            let selection = try parameters.selection()
            if let docID = parameters["docId"], !docID.isEmpty {
                return Response(Envelope.list(try await desk.sent(docID: docID, by: centre)))
            }
            let page = try await desk.sent(selection, by: centre)
            return Response(Envelope.list(page.rows, extra: page.continuation))
        case .countReceiveEdoc: return Response(Envelope.count(try await desk.waitingCount(.document, of: centre)))
        case .countReceiveStatus: return Response(Envelope.count(try await desk.waitingCount(.status, of: centre)))
        case .getAgenciesList: return Response(json: desk.agencies())
        case .getSynchronizeUnit: return Response(json: desk.units(after: try parameters.version()))
        case .registerAgency: return try await registerAgency(request, by: centre)
        case .deleteAgency:
            let agency = parameters["AgencyCode"] ?? ""
            return Response(try await registrations.take(AgencyRequest(.remove, agency: agency, by: centre.id)))
        }
    }

    /// Takes a document or a status in.
    private func sendEdoc(
        _ request: Request, by centre: CentreRecord, _ parameters: VXP.Parameters
    ) async throws -> Response {
        let kind = try MessageFacts.Kind(messageType: parameters["messagetype"])
        try parameters.requireServiceType()
        let recipients: [String]?
        do { recipients = try parameters.recipients() } catch {
            throw Refusal(.badRequest, VXPRule.headerInvalid, ["name": "to", "allowed": "[\"H24.01\", …]"])
        }
        let covering = CentreDesk.Covering(
            hashFile: parameters["hash-file"], addressed: recipients ?? [], from: parameters["from"], kind: kind)
        return try Response(sent: try await desk.receive(request, covering, of: centre))
    }

    private func registerAgency(_ request: Request, by centre: CentreRecord) async throws -> Response {
        let body = try await CappedBody(request, cap: 65_536).collected()
        let registration: AgencyRegistration
        do { registration = try AgencyRegistration(body.readableBytesView) } catch {
            throw Refusal(
                .badRequest, HTTPRule.badRequest, ["what": "{id, pcode, code, name, mail, mobile, fax}: \(error)"])
        }
        return Response(try await registrations.take(try AgencyRequest(registration, by: centre)))
    }
}
