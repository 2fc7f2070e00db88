import Foundation
import Testing
import VXP

@testable import HubService

@Suite struct `The page about the axis interface` {
    private func page() throws -> [String] {
        let path = "\(Province.root)/Sources/HubService/HubService.docc/AxisInterface.md"
        return try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n").map(String.init)
    }

    @Test func `has a row for each operation, with the parameters it needs`() throws {
        let page = try page()
        for operation in VXP.Operation.allCases {
            let rows = page.filter { $0.hasPrefix("| `\(operation.rawValue)` |") }
            #expect(rows.count == 1, "\(operation)")
            for name in operation.required { #expect(rows.first?.contains(name) == true, "\(operation): \(name)") }
        }
    }

    @Test func `has a row for each error code, and says which may be tried again`() throws {
        let page = try page()
        for code in ErrorCode.all {
            let row = "| \(code.number) | \(code.name) |\(code.isTransient ? " yes" : "") |"
            #expect(page.filter { $0.hasPrefix(row) }.count == 1, "\(row)")
        }
    }
}
