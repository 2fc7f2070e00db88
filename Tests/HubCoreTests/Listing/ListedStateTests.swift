import HubCore
import Testing

@Suite struct `Where a document stands in a list` {
    private let moment = Timestamp(milliseconds: 1_795_256_431_123)

    private func business(_ codes: String..., recall: Negotiation.State? = nil) -> BusinessState {
        var random = SystemRandomNumberGenerator()
        let (document, delivery) = (DocumentID(at: moment, using: &random), DeliveryID(at: moment, using: &random))
        let asked = recall.map {
            Negotiation(
                request: document, document: document, delivery: delivery, recipient: "H24", kind: .recall, state: $0,
                reason: "", askedAt: moment, recordedAt: moment)
        }
        return BusinessState(
            of: codes.map { RecordedStatus(code: $0, at: moment, recordedAt: moment) },
            negotiations: asked.map { [$0] } ?? [])
    }

    @Test func `is where its packet is until somebody speaks`() {
        #expect(ListedState(.waiting, business()) == .waiting)
        #expect(ListedState(.leased, business()) == .waiting)
        #expect(ListedState(.available, business()) == .untouched)
        #expect(ListedState(.delivered, business()) == .untouched)
        for state in [TransportState.failed, .refused, .dead, .cancelled] {
            #expect(ListedState(state, business()) == .failed)
            #expect(ListedState(state, business("03")) == .received)
        }
    }

    @Test func `is the furthest of what its recipient says`() {
        let steps: [(String, ListedState)] = [
            ("01", .arrived), ("03", .received), ("04", .assigned), ("05", .processing), ("06", .done),
        ]
        for (code, state) in steps { #expect(ListedState(.fetched, business(code)) == state) }
        #expect(ListedState(.fetched, business("06", "01")) == .done)
        #expect(ListedState(.fetched, business("06", "02")) == .returned)
    }

    @Test func `is what came of a recall`() {
        #expect(ListedState(.fetched, business("03", recall: .asked)) == .recallAsked)
        #expect(ListedState(.fetched, business("06", recall: .contested)) == .recallAsked)
        #expect(ListedState(.fetched, business("03", recall: .declined)) == .recallDeclined)
        #expect(ListedState(.fetched, business("06", recall: .declined)) == .done)
        #expect(ListedState(.recalled, business("03", recall: .agreed)) == .recalled)
        #expect(ListedState(.fetched, business("03", recall: .overtaken)) == .received)
    }

    @Test func `is for all recipients the least that one who counts has reached`() {
        func state(_ parts: (ListedState, Int)...) -> ListedState {
            ListingProgress(parts.map { (state: $0.0, steps: $0.1) }).state
        }
        #expect(state((.done, 5), (.received, 2), (.returned, 1)) == .received)
        #expect(state((.done, 5), (.done, 5), (.failed, 0)) == .done)
        #expect(state((.waiting, 0), (.done, 5)) == .waiting)
        #expect(state((.recallAsked, 2), (.recallAsked, 4)) == .recallAsked)
        #expect(state((.recallAsked, 2), (.done, 5)) == .received)
        #expect(state((.returned, 1), (.failed, 0), (.recalled, 0)) == .failed)
        #expect(state((.recalled, 0)) == .recalled)
        #expect(state() == .untouched)
    }

    @Test func `is read again as it was written`() throws {
        for state in ListedState.allCases { #expect(ListedState(number: state.number) == state) }
        let progress = ListingProgress([(.done, 5), (.done, 5), (.waiting, 0), (.arrived, 1)])
        #expect(progress.text == "0:1 2:1 6:2" && progress.steps == 0 && progress.all == 4)
        #expect(ListingProgress(text: progress.text, steps: 0) == progress)
        #expect(ListingProgress(text: "99:1", steps: 0) == nil)
        let place = ListingPlace(rank: -812, place: 812, agency: 3)
        #expect(ListingPlace(text: place.text) == place)
        #expect(ListingPlace(text: "1.2") == nil && ListingPlace(text: "1.x.3") == nil)
    }
}
