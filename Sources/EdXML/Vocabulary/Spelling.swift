/// Finds the word that was probably meant.
package enum Spelling {
    /// The candidate nearest to `word`, when one is near enough to be worth naming; letter case does not count.
    /// - Parameter limit: how many letters may differ; by default two, or a third of a long word.
    package static func nearest(to word: String, among candidates: [String], within limit: Int? = nil) -> String? {
        let limit = limit ?? max(2, word.count / 3)
        // A difference in length is a difference; peers choose the word, so the long way is for the few.
        let near = candidates.filter { abs($0.count - word.count) <= limit }
        let ranked = near.map { (word: $0, distance: distance(word.lowercased(), $0.lowercased())) }
        guard let best = ranked.min(by: { ($0.distance, $0.word) < ($1.distance, $1.word) }) else { return nil }
        return best.distance <= limit ? best.word : nil
    }

    /// Insertions, deletions, substitutions and swaps of neighbours that lead from `a` to `b`.
    package static func distance(_ a: String, _ b: String) -> Int {
        let (a, b) = (Array(a), Array(b))
        var beforeLast: [Int] = []
        var last = Array(0...b.count)
        for i in a.indices {
            var row = [i + 1]
            for j in b.indices {
                var cost = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { cost = min(cost, beforeLast[j - 1] + 1) }
                row.append(cost)
            }
            (beforeLast, last) = (last, row)
        }
        return last[b.count]
    }
}
