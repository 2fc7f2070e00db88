/// What goes wrong during a campaign, while documents go up and down.
protocol Storm: Sendable {
    /// Faults of the axis without which the campaign has shown too little.
    var mustStrike: [String] { get }
    /// Returns when it is over and everything may come to rest.
    func rage(_ weather: StormyWeather) async throws
}

/// What a storm has in its hands.
struct StormyWeather: Sendable {
    let setting: Setting
    let stage: Stage
    let board: AxisSwitchboard
    let notes: CampaignNotes
}

/// The axis goes through every fault.
struct Misbehaviour: Storm {
    private let settings: CampaignSettings

    init(_ settings: CampaignSettings) { self.settings = settings }

    var mustStrike: [String] { settings.isShort ? [] : CampaignProgramme.faults }

    func rage(_ weather: StormyWeather) async throws {
        let clock = ContinuousClock()
        let start = clock.now
        for step in CampaignProgramme(seed: settings.seed, trouble: settings.trouble).steps {
            try await clock.sleep(until: start + step.at, tolerance: nil)
            try await weather.board.order(step.wish)
        }
    }
}
