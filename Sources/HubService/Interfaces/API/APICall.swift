import EdXML
import Foundation
import HTTPTypes
import HubCore
import HubStore
import Hummingbird
import NIOCore
import SignedXML
import VXP

/// One request whose caller, parameters and body have been found in order.
struct APICall: Sendable {
    let operation: APIOperation
    let request: Request
    let context: HubRequestContext
    /// `nil` for an operation that is open to all.
    let knownCaller: APICaller?
    /// The values stated, by name: parameters, and the members of a JSON body.
    let values: [String: String]
    /// A JSON body as it came.
    let json: ByteBuffer

    /// - Throws: ``Refusal``: an operation for callers is never reached without one.
    var caller: APICaller {
        get throws {
            guard let knownCaller else { throw Refusal(.unauthorized, APIRule.token) }
            return knownCaller
        }
    }

    subscript(_ parameter: APIParameter) -> String? { values[parameter.name] }

    func integer(_ parameter: APIParameter) -> Int {
        guard case .integer(_, let fallback) = parameter.kind else { return 0 }
        return self[parameter].flatMap { Int($0) } ?? fallback
    }

    func moment(_ parameter: APIParameter) -> Timestamp? { self[parameter].flatMap(Timestamp.init(rfc3339:)) }

    var limit: Int { integer(.limit) }

    var cursorPosition: Int64? { self[.cursor].flatMap { APICursor($0, of: .position)?.position } }
}

extension Refusal {
    /// A parameter that is not what it must be.
    init(unfit parameter: APIParameter, _ value: String) {
        let expected = parameter.objection(to: value) ?? parameter.says
        self.init(
            .badRequest, APIRule.parameter,
            ["name": parameter.name, "value": String(value.prefix(64)), "expected": "\(expected.vi) / \(expected.en)"])
    }
}

/// Reading a request as its operation declares it.
extension APIOperation {
    /// The values of all parameters stated, found in order.
    /// - Throws: ``Refusal``.
    func values(of request: Request, _ context: HubRequestContext) throws -> [String: String] {
        var values: [String: String] = [:]
        for parameter in parameters {
            let stated: String? =
                switch parameter.place {
                case .path: context.parameters.get(parameter.name)?.removingPercentEncoding
                case .header: HTTPField.Name(parameter.name).flatMap { request.headers[$0] }
                case .query, .body: nil
                }
            guard let stated else { continue }
            if let refusal = refusal(of: stated, for: parameter) { throw refusal }
            values[parameter.name] = stated
        }
        let known = parameters.filter { $0.place == .query }
        for (name, value) in request.uri.queryParameters {
            guard let parameter = known.first(where: { $0.name == name }), values[parameter.name] == nil else {
                let names = known.map(\.name).joined(separator: ", ")
                throw Refusal(
                    .badRequest, APIRule.parameterUnknown,
                    ["name": String(name.prefix(64)), "known": names.isEmpty ? "–" : names])
            }
            let stated = String(value)
            if let refusal = refusal(of: stated, for: parameter) { throw refusal }
            values[parameter.name] = stated
        }
        return values
    }

    /// The members of a JSON body, found in order.
    /// - Throws: ``Refusal``.
    func members(of json: ByteBuffer) throws -> [String: String] {
        guard let fields = body.members else { return [:] }
        guard case .object(let members)? = try? JSON(Array(json.readableBytesView)) else {
            throw Refusal(.badRequest, APIRule.body, ["what": "{…}"])
        }
        var values: [String: String] = [:]
        for member in members {
            guard let field = fields.first(where: { $0.name == member.name }), values[field.name] == nil else {
                throw Refusal(.badRequest, APIRule.body, ["what": "“\(member.name.prefix(64))”?"])
            }
            guard let value = field.kind.text(of: member.value), field.objection(to: value) == nil else {
                throw Refusal(unfit: field, member.value.text())
            }
            values[field.name] = value
        }
        if let missing = fields.first(where: { $0.isRequired && values[$0.name] == nil }) {
            throw Refusal(unfit: missing, "")
        }
        return values
    }

    /// A name in the path that cannot be one names nothing.
    private func refusal(of stated: String, for parameter: APIParameter) -> Refusal? {
        guard parameter.objection(to: stated) != nil else { return nil }
        switch (parameter.place, parameter.name) {
        case (.path, APIParameter.delivery.name):
            return Refusal(.notFound, APIRule.deliveryUnknown, ["id": String(stated.prefix(64))])
        case (.path, APIParameter.lock.name):
            return Refusal(.notFound, APIRule.lockUnknown, ["id": String(stated.prefix(64))])
        case (.path, "id"): return Refusal(.notFound, APIRule.documentUnknown, ["id": String(stated.prefix(64))])
        case (.header, APIParameter.idempotencyKey.name): return Refusal(.badRequest, APIRule.keyInvalid)
        default: return Refusal(unfit: parameter, stated)
        }
    }
}

extension APIOperation.Body {
    /// Of the JSON object, where one is taken.
    var members: [APIParameter]? {
        switch self {
        case .json(let members), .packetOrJSON(let members): members
        case .none, .packet: nil
        }
    }
}

extension APIParameter.Kind {
    /// A member of a JSON object as text, when it is of the right type.
    fileprivate func text(of value: JSON) -> String? {
        switch (self, value) {
        case (.integer, .number(let digits)):
            // JSON knows one kind of number: 10, 10.0 and 1e1 are the same.
            Int(decimal: digits).map(String.init) ?? Double(digits).flatMap(Int.init(exactly:)).map(String.init)
        case (.integer, _), (.flag, .string): nil
        case (.flag, .bool(let truth)): truth ? "true" : "false"
        case (_, .string(let text)): text
        default: nil
        }
    }
}
