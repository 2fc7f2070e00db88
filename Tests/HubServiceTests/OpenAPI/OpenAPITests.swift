import HTTPTypes
import HubCore
import NIOCore
import NIOHTTP1
import Testing
import VXP

@testable import HubService

@Suite struct `The OpenAPI document` {
    private func operations(of document: JSON) -> [(method: String, path: String, operation: JSON)] {
        guard case .object(let paths)? = document["paths"] else { return [] }
        return paths.flatMap { path -> [(String, String, JSON)] in
            guard case .object(let methods) = path.value else { return [] }
            return methods.map { ($0.name.uppercased(), path.name, $0.value) }
        }
    }

    @Test func `describes every route, and nothing else`() async throws {
        let province = try await Province()
        let document = try await province.api(.GET, "openapi.json").json
        let described = operations(of: document)
        #expect(document["openapi"]?.scalar == "3.1.0" && described.count > 25)
        var paths: [String: Set<String>] = [:]
        for (method, path, _) in described { paths[path, default: []].insert(method) }
        for (path, methods) in paths {
            let address = path.replacing(/\{[a-z]+\}/, with: "x")
            let answer = try await province.api(.PATCH, String(address.dropFirst()))
            let allowed = Set((answer.header("Allow") ?? "").split(separator: ", ").map(String.init))
            #expect(answer.status == 405 && allowed == methods, "\(path)")
        }
        #expect(Set(paths.keys) == Set(APIOperation.all.map { "/\($0.path)" }))
        await province.stop()
    }

    @Test func `says everything in both languages, with names that are there and not used twice`() throws {
        let document = try JSON(Array(OpenAPIDocument.bytes.readableBytesView))
        let operations = operations(of: document).map(\.operation)
        let ids = operations.compactMap { $0["operationId"]?.scalar }
        #expect(ids.count == operations.count && Set(ids).count == ids.count)
        #expect(operations.allSatisfy { $0["summary"]?.scalar?.contains(" / ") == true })
        let text = String(buffer: OpenAPIDocument.bytes)
        let names = Set(text.matches(of: /#\/components\/schemas\/([A-Za-z]+)/).map { String($0.output.1) })
        #expect(names.subtracting(OpenAPISchema.all.map(\.name)) == [])
        #expect(Set(OpenAPISchema.all.map(\.name)).subtracting(names) == [])
        for scope in Scope.allCases { #expect(text.contains(scope.rawValue), "\(scope)") }
    }

    @Test func `is what the hub really answers`() async throws {
        let province = try await Province()
        let document = try await province.accepted(1)
        let delivery = try #require(try await province.api(.GET, "mailbox").items[0]["delivery"]?.scalar)
        _ = try await province.api(
            .POST, "statuses", json: #"{"document": "\#(document)", "status": "06", "description": "x"}"#)
        _ = try await province.api(
            .POST, "statuses", json: #"{"document": "\#(document)", "status": "02", "at": "2026-11-21T08:00:00Z"}"#)
        _ = try await province.api(
            .POST, "statuses", packet: Province.status("03", from: "H24.02", about: 9, of: "H24.01"))
        let check = SchemaCheck(document: try await province.api(.GET, "openapi.json").json)
        let names = ["id": document, "delivery": delivery, "agency": "H24.01", "code": "sig-required"]
        var tried = 0
        for operation in APIOperation.all where operation.method == .get && operation.id != "getOpenAPI" {
            let path = names.reduce(operation.path) { $0.replacing("{\($1.key)}", with: $1.value) }
            let answer = try await province.api(.GET, path)
            guard answer.status == 200, let name = operation.replies[0].content.schema else { continue }
            let faults = check.faults(
                of: answer.json, as: .object([.init("$ref", .string("#/components/schemas/\(name)"))]))
            #expect(faults == [], "\(operation.id)")
            if operation.id.hasPrefix("list") { #expect(answer.text.contains("{\""), "\(operation.id) is empty") }
            tried += 1
        }
        #expect(tried >= 14)
        await province.stop()
    }

    @Test func `is what the hub answers to what is sent`() async throws {
        let province = try await Province()
        let packet = try Province.signed(Province.document(number: 1), by: "H24.01")
        let check = SchemaCheck(document: try await province.api(.GET, "openapi.json").json)
        let checked = try await province.api(.POST, "check", packet: packet)
        let sent = try await province.api(.POST, "documents", packet: packet)
        let lock = try await province.api(.POST, "mailbox/locks", json: "{}")
        let name = lock.json["lock"]?.scalar ?? ""
        let answers: [(String, APIAnswer)] = [
            ("CheckReport", checked), ("Accepted", sent), ("MailboxLock", lock),
            ("LockStanding", try await province.api(.POST, "mailbox/locks/\(name)", json: "{}")),
            ("Problem", try await province.api(.POST, "documents", packet: Province.document(number: 2))),
            ("Problem", try await province.api(.GET, "mailbox?limit=0")),
        ]
        for (name, answer) in answers {
            let schema = JSON.object([.init("$ref", .string("#/components/schemas/\(name)"))])
            #expect(check.faults(of: answer.json, as: schema) == [], "\(name)")
        }
        #expect(lock.items.count == 1)
        await province.stop()
    }

    @Test func `gives an example that is whole but for its signature`() async throws {
        let province = try await Province()
        let answer = try await province.api(.POST, "check", packet: Array(PacketExample.document.utf8))
        #expect(answer.codes == ["SIG-REQUIRED"], "\(answer.text)")
        await province.stop()
    }
}

extension APIOperation.Reply.Content {
    fileprivate var schema: String? {
        switch self {
        case .json(let name), .jsonOrText(let name): name
        case .none, .packet, .anyJSON: nil
        }
    }
}
