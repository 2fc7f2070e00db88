import EdXML
import HTTPTypes
import HubCore
import HubStore
import Hummingbird
import NIOCore
import SignedXML

/// What the interface explains: a document before it is sent, and every code it may be refused with.
extension APIInterface {
    /// Judges a document as if it were sent, and says everything that is found. Nothing is kept of it.
    ///
    /// `?format=json|text&lang=vi|en`, else by `Accept` and `Accept-Language`. 200 whatever is found: `verdict` tells.
    func postCheck(_ call: APICall) async throws -> Response {
        try requireXML(call.request)
        let (form, language) = (try AnswerForm.of(call.request), try Language.of(call.request))
        let report = try await checks.pass(call.caller.name, now: clock.now()) {
            let check = try checker.begin(from: call.caller.origin)
            do {
                for try await piece in CappedBody(call.request, cap: maxDocumentBytes) {
                    check.take(Array(piece.readableBytesView))
                }
            } catch let failure as BodyFailure {
                throw Refusal(failure)
            }
            guard check.size > 0 else { throw Refusal(.badRequest, APIRule.emptyBody) }
            return try await check.finish()
        }
        switch form {
        case .json: return Response(report, status: .ok)
        case .text: return Response(text: report.text(in: language), in: language)
        }
    }

    /// All codes, with the levels in force here. Needs no credentials: there is nothing in it that is not in the manual.
    func getCodes(_ call: APICall) throws -> Response {
        let (form, language) = (try AnswerForm.of(call.request), try Language.of(call.request))
        switch form {
        case .json: return Response(Catalogue.standard.reply(rules: rules), status: .ok)
        case .text: return Response(text: Catalogue.standard.list(in: language, rules: rules), in: language)
        }
    }

    func getCode(_ call: APICall) throws -> Response {
        let (form, language) = (try AnswerForm.of(call.request), try Language.of(call.request))
        let rule: Rule
        do {
            rule = try Catalogue.standard.rules(named: [call[.code] ?? ""])[0]
        } catch {
            throw Refusal(.notFound, [error.finding])
        }
        switch form {
        case .json: return Response(CodeOnTheWire(rule, rules: rules), status: .ok)
        case .text: return Response(text: Catalogue.entry(rule, in: language, rules: rules), in: language)
        }
    }

    private struct TokenReply: Encodable {
        /// Absent for the token of a centre.
        let agency: String?
        let centre: String?
        let name: String
        let scopes: [String]
        let expiresAt: Timestamp?
    }

    /// What the caller's token may do, and how long.
    func getToken(_ call: APICall) throws -> Response {
        let caller = try call.caller
        let centre: String? = if case .centre(let id) = caller.owner { id } else { nil }
        return Response(
            TokenReply(
                agency: caller.token?.agency, centre: centre, name: caller.token?.name ?? caller.name,
                scopes: caller.scopes.map(\.rawValue).sorted(), expiresAt: caller.token?.expiresAt), status: .ok)
    }

    func getOpenAPI(_ call: APICall) -> Response {
        Response(json: OpenAPIDocument.bytes, OpenAPIDocument.tag, of: call)
    }

    private var rules: RuleBook { intake.judge.rules }
    private var checker: Checker {
        intake.checker
    }
}

extension Response {
    fileprivate init(text: String, in language: Language) {
        self.init(
            status: .ok,
            headers: [
                .contentType: "text/plain; charset=utf-8", .contentLanguage: language.rawValue,
                .cacheControl: "no-store",
            ],
            body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }
}
