import SignedXML

/// Goes through everything that an agency's system may do at an axis, against any system that speaks the interface, and
/// notes what it does in each case. What passes is a certificate that its supplier can show.
///
/// It sends documents and statuses between two agencies of the caller's own, and in the end acknowledges those of them that
/// still wait.
package struct Conformance: Sendable {
    private let settings: ConformanceSettings

    package init(_ settings: ConformanceSettings) { self.settings = settings }

    /// - Throws: ``ConformanceCaller/Unreachable`` when nobody answers at all; what reading a file throws.
    package func run() async throws -> ConformanceReport {
        let caller = try ConformanceCaller(settings)
        return try await ending(with: caller.close) {
            try await caller.reach()
            var rows: [ConformanceReport.Row] = []
            for one in ConformanceCase.all {
                rows.append(
                    ConformanceReport.Row(
                        operation: one.operation, name: one.name, outcome: try await outcome(of: one, caller)))
            }
            try await caller.clearAway()
            return ConformanceReport(against: settings.url, rows: rows)
        }
    }

    private func outcome(
        of one: ConformanceCase, _ caller: ConformanceCaller
    ) async throws -> ConformanceReport.Outcome {
        do {
            try await one.run(caller)
            return .passed
        } catch let shortcoming as Shortcoming {
            return .failed(shortcoming.says)
        } catch let leftOut as LeftOut {
            return .leftOut(leftOut.says)
        } catch is CancellationError {
            throw CancellationError()
        } catch {
            return .failed(Bilingual(vi: "Không có trả lời: \(error)", en: "No answer: \(error)"))
        }
    }
}
