/// Figures as the measurements print them.
extension Double {
    /// With so many places after the point.
    func rounded(places: Int) -> String {
        var scale = 1.0
        for _ in 0..<places { scale *= 10 }
        let whole = Int64((magnitude * scale).rounded())
        let sign = self < 0 && whole > 0 ? "-" : ""
        guard places > 0 else { return sign + String(whole) }
        let fraction = String(whole % Int64(scale))
        return "\(sign)\(whole / Int64(scale)).\(String(repeating: "0", count: places - fraction.count))\(fraction)"
    }
}
