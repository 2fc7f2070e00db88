import HubService
import Testing

@Suite struct `The measurement of inspections` {
    /// It ends with an error when the two ways come to different digests, so that it is a test of both.
    @Test func `finds both ways in agreement, at every size`() throws {
        var rows: [InspectBench.Row] = []
        let bench = InspectBench(sizes: [2_000, 200_000], schemas: Province.root + "/Schemas", effort: 1)
        try bench.run { rows.append($0) }
        #expect(rows.map { $0.size / 100_000 } == [0, 2])
        #expect(rows.allSatisfy { $0.ours.nanoseconds > 0 && $0.reference.nanoseconds > 0 && $0.publicKey > 0 })
        let lines = InspectBench.Row.heading.split(separator: "\n").map(String.init) + rows.map(\.text)
        #expect(Set(lines.map(\.count)).count == 1, "\(lines)")
    }
}
