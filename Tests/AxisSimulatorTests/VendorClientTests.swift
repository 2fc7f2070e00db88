import AxisSimulator
import EdXML
import Foundation
import Testing
import VXP

/// The interface as a client sees it that shares no code with it.
@Suite(.timeLimit(.minutes(5)))
struct VendorClientTests {
    /// Runs the client; its exit code and what it printed.
    static func client(_ base: String, _ system: String, _ arguments: [String]) async throws -> (code: Int32, JSON) {
        let script = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .appending(path: "Clients/vxp_client.py").path()
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments =
            ["python3", script, "--url", base + "/vxp", "--system", system, "--secret", Rehearsal.secret] + arguments
        let output = Pipe()
        process.standardOutput = output
        return try await withCheckedThrowingContinuation { continuation in
            process.terminationHandler = { ended in
                continuation.resume(
                    with: Result {
                        let text = output.fileHandleForReading.readDataToEndOfFile()
                        return (ended.terminationStatus, text.isEmpty ? .null : try JSON(text))
                    })
            }
            do { try process.run() } catch { continuation.resume(throwing: error) }
        }
    }

    @Test(arguments: [[], ["--multipart"], ["--padded"], ["--to", "H49"]])
    func `it pushes, lists, fetches and acknowledges`(manner: [String]) async throws {
        let rehearsal = try Rehearsal()
        let paths = ["\(rehearsal.folder)/out.edxml", "\(rehearsal.folder)/in.edxml"]
        let document = try Papers.document(to: ["H49"])
        try Data(document).write(to: URL(filePath: paths[0]))
        try await rehearsal.run { caller in
            let push = ["push", paths[0], "--from", "H24.01"] + manner
            #expect(try await Self.client(caller.base, "00.24.H24", push).code == 0)
            let rows = try await Self.client(caller.base, "00.49.H49", ["list", "edoc"]).1["data"]?.elements
            let docID = try #require(rows?.first?["docId"]?.scalar)
            #expect(try await Self.client(caller.base, "00.49.H49", ["fetch", docID, paths[1]]).code == 0)
            #expect(Array(try Data(contentsOf: URL(filePath: paths[1]))) == document)
            let done = ["--raw-utf8", "acknowledge", docID, "done", "--description", "Đã lưu vào sổ"]
            #expect(try await Self.client(caller.base, "00.49.H49", done).code == 0)
            #expect(try await Self.client(caller.base, "00.49.H49", ["count", "edoc"]).1["count"]?.scalar == "0")
            let delivery = try await caller.truth()["documents"]?.elements?.first?["deliveries"]?.elements?.first
            #expect(delivery?["transport"]?.scalar == "done")
            #expect(delivery?["transportDescription"]?.scalar == "Đã lưu vào sổ")
        }
    }

    @Test func `it is refused in words it can read`() async throws {
        try await Rehearsal().run { caller in
            let reply = try await Self.client(caller.base, "00.24.H24", ["--skew", "400", "agencies"])
            #expect(reply.code == 1)
            #expect(reply.1["ErrorDesc"]?.scalar?.hasPrefix("[AUTH-STALE]") == true)
        }
    }
}
