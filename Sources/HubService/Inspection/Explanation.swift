import EdXML
import SignedXML

/// What is wrong, for a person at a terminal: each finding in Vietnamese, then in English.
package func explanation(of findings: [Finding]) -> String {
    findings.map { finding in
        let explained = ExplainedFinding(finding)
        return explained.text(in: .vi) + "\n" + explained.text(in: .en) + "\n"
    }
    .joined(separator: "\n")
}
