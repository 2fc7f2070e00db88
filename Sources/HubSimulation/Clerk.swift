import HubCore
import SeededRandom

/// What an agency's people do about a packet they have received: the same for ours and for those beyond the axis.
struct Clerk {
    let agency: Agency

    /// Statuses in answer to a packet, each with the time until it is given.
    func answers(to paper: Paper, in world: World) -> [(wait: Int64, paper: Paper)] {
        guard let sender = Register.agency(paper.facts.from.id) else { return [] }
        if isRecall(paper) {
            guard let about = paper.facts.responseFor.first else { return [] }
            let code = world.dice.once(in: 3) ? "16" : "15"
            let document = Paper(
                "",
                MessageFacts(
                    kind: .document, from: .init(id: sender.id), to: [], documentID: about.documentID, code: about.code,
                    promulgationDate: about.promulgationDate, sha256: "", size: 0))
            return [(world.time(500...40_000), status(code, of: document, to: sender, in: world))]
        }
        guard paper.facts.kind == .document else { return [] }
        var wait: Int64 = 0
        return world.dice.pick([["01", "03", "06"], ["03", "04", "05", "06"], ["01", "02"], ["06", "03"]]).map { code in
            wait += world.time(200...20_000)
            return (wait, status(code, of: paper, to: sender, in: world))
        }
    }

    private func isRecall(_ paper: Paper) -> Bool {
        paper.facts.businessType == 1 || paper.facts.status?.code == "13"
    }

    private func status(_ code: String, of document: Paper, to sender: Agency, in world: World) -> Paper {
        document.status(
            code, world.number(), by: agency, to: sender, at: World.epoch.adding(milliseconds: world.now / 1000 * 1000))
    }
}
