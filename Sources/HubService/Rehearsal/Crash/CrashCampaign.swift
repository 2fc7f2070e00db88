import HubStore

/// A hub under load that is killed again and again, at every step at which the disk holds something else than before.
///
/// The campaign is that of ``Campaign``: real signed documents up and down through a simulated axis, agencies that repeat what
/// nobody answered and answer what they get. After each kill, everything that was acknowledged by then is looked for in what
/// the kill has left; at the end all sides are compared.
package struct CrashCampaign: Sendable {
    private let kills: Int
    private let seed: UInt64
    private var settings = CampaignSettings()

    package init(kills: Int, seed: UInt64, folder: String, fixtures: String, schemas: String, executable: String? = nil)
    {
        (self.kills, self.seed) = (kills, seed)
        (settings.seed, settings.folder, settings.fixtures, settings.schemas) = (seed, folder, fixtures, schemas)
        if let executable { settings.executable = executable }
        settings.documents = max(40, kills * 4)
        // A kill takes about as long as a start.
        settings.trouble = .seconds(max(12, kills))
        // So much is on its way at the end that a busy machine needs its time for it; all quiet ends it at once.
        settings.patience = .seconds(600 + 2 * kills)
        settings.isBrisk = true
        settings.largeOnes = 5
    }

    /// - Throws: what ``Campaign/run(saying:)`` throws.
    package func run(saying say: @escaping @Sendable (String) -> Void) async throws -> CrashOutcome {
        let storm = CrashStorm(CrashPlan(kills: kills, seed: seed), saying: say)
        let outcome = try await Campaign(settings, storm: storm).run(saying: say)
        return CrashOutcome(tally: storm.tally, campaign: outcome)
    }
}

/// What came of a crash campaign.
package struct CrashOutcome: Sendable {
    let tally: CrashTally
    let campaign: CampaignOutcome

    package var isWell: Bool { tally.lost.isEmpty && campaign.isWell }
    package var kills: Int { tally.kills }
    package var steps: [String: Int] { tally.byStep }

    /// For a person, in Vietnamese and English.
    package var text: String {
        let steps = tally.byStep.sorted { $0.key < $1.key }.map { ("    \($0.key)", $0.value) }
        let rows =
            [("Số lần giết trục · kills", tally.kills)] + steps + [
                ("Bước không tới kịp · steps not reached in time", tally.missed),
                ("Gói tin đã xác nhận · packets acknowledged", campaign.acknowledged),
                ("Biên nhận đã tìm lại sau mỗi lần giết · receipts looked for", tally.lookedFor),
                ("Chưa rõ khi bị giết · unknown when killed", tally.unknown),
            ]
        let lost =
            tally.lost.isEmpty ? [] : ["MẤT SAU KHI ĐÃ XÁC NHẬN · LOST AFTER ACKNOWLEDGEMENT:"] + tally.lost.prefix(40)
        return (rows.map { "  \($0.filled(to: 62))\($1)" } + lost + [campaign.text]).joined(separator: "\n")
    }
}
