import Foundation
import HubCore
import Testing

@testable import HubService

/// Clients written only from the description of the interface, in another language, go through every operation.
@Suite struct `A client that shares no code with the hub` {
    private func tour(_ script: String, _ base: String, _ more: [String]) async throws -> Subprocess.Ended {
        let province = try await Province {
            $0.registration = .accept
            $0.isProvincial = true
        }
        let folder = try TemporaryFolder()
        let document = try folder.write(
            "document.edxml",
            String(decoding: Province.signed(Province.document(number: 7), by: "H24.01"), as: UTF8.self))
        let status = try folder.write(
            "status.edxml",
            String(decoding: Province.status("03", from: "H24.02", about: 7, of: "H24.01"), as: UTF8.self))
        let ended = try await Subprocess.run(
            "/usr/bin/env",
            [
                "PYTHONDONTWRITEBYTECODE=1", "python3", "\(Province.root)/Tests/Clients/\(script)",
                "--url", "http://127.0.0.1:\(province.port)\(base)", "--system", Province.centre, "--secret",
                Province.secret, "--document", document, "--status", status, "--receiver", "H24.02",
            ] + more)
        await province.stop()
        return ended
    }

    @Test func `goes through every operation of the axis interface`() async throws {
        let ended = try await tour("vxp_tour.py", "/vxp", ["--sender", "H24.01", "--new-agency", "H24.77"])
        #expect(ended.status == 0, "\(ended.output)\n\(ended.errors)")
    }

    @Test func `goes through every call of the provincial variant`() async throws {
        let ended = try await tour("provincial_tour.py", "/v1", [])
        #expect(ended.status == 0, "\(ended.output)\n\(ended.errors)")
    }
}
