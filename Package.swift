// swift-tools-version: 6.2

import PackageDescription

/// Everywhere: warnings are errors, and what crosses a target is `package`.
let common: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
]

/// Everywhere but in the rooms that own C objects: an unsafe use is a build error.
let safe: [SwiftSetting] = common + [.strictMemorySafety()]

let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let cryptoExtras: Target.Dependency = .product(name: "CryptoExtras", package: "swift-crypto")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let metrics: Target.Dependency = .product(name: "Metrics", package: "swift-metrics")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let httpClient: Target.Dependency = .product(name: "AsyncHTTPClient", package: "async-http-client")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")

/// libFuzzer's program, which is built only where the compiler was asked for libFuzzer (see `make fuzz`): for `all` places
/// where bytes come in, or for `documents` alone, which need no package and are built in a minute.
let fuzzing: [Target] =
    Context.environment["LIENTHONG_FUZZ"].map { places in
        let calls: (dependencies: [Target.Dependency], flags: [SwiftSetting]) =
            places == "all" ? (["FuzzCalls"], [.define("FUZZES_CALLS")]) : ([], [])
        return [
            .executableTarget(
                name: "fuzz", dependencies: ["FuzzDocuments", "FuzzProperty"] + calls.dependencies,
                path: "Tests/Fuzz/Driver", swiftSettings: common + calls.flags + [.unsafeFlags(["-parse-as-library"])],
                linkerSettings: [.unsafeFlags(["-use-ld=lld"])])
        ]
    } ?? []

let package = Package(
    name: "lienthong",
    platforms: [.macOS(.v26)],
    products: [
        .executable(name: "lienthong", targets: ["lienthong"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics", from: "2.13.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
    ],
    targets: [
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .systemLibrary(name: "COpenSSL", pkgConfig: "openssl", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CQREncode", pkgConfig: "libqrencode", providers: [.apt(["libqrencode-dev"])]),

        .target(name: "SignedXML", dependencies: ["CLibXML2", "COpenSSL", "CZlib"], swiftSettings: common),
        .target(name: "EdXML", dependencies: ["SignedXML"], swiftSettings: safe),
        .target(name: "VXP", dependencies: [crypto], swiftSettings: safe),
        .target(
            name: "HubCore", dependencies: ["SignedXML", "EdXML", crypto, cryptoExtras],
            resources: [.embedInCode("Accounts/common-passwords.txt")], swiftSettings: safe),
        .target(name: "HubStore", dependencies: ["HubCore", crypto, grdb], swiftSettings: safe),
        .target(
            name: "HubService",
            dependencies: [
                "SignedXML", "EdXML", "VXP", "HubCore", "HubStore", "QRCode", "SeededRandom", crypto, logging, metrics,
                hummingbird,
                httpClient, lifecycle, .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
                .product(name: "Yams", package: "Yams"),
            ],
            swiftSettings: safe
        ),
        .target(name: "Hypertext", swiftSettings: safe),
        .target(
            name: "HubPages",
            dependencies: [
                "Hypertext", "SignedXML", "EdXML", "VXP", "HubCore", "HubStore", "HubService", "QRCode", crypto,
                logging,
                hummingbird, lifecycle,
            ],
            resources: [
                .embedInCode("Assets/style.css"), .embedInCode("Assets/script.js"),
                .embedInCode("Assets/verify.js"), .embedInCode("Assets/icon.svg"),
            ],
            swiftSettings: safe),
        .target(name: "SeededRandom", swiftSettings: safe),
        .target(name: "QRCode", dependencies: ["CQREncode"], swiftSettings: common),
        .target(
            name: "HubSimulation", dependencies: ["HubCore", "HubStore", "SignedXML", "SeededRandom", crypto],
            swiftSettings: safe),
        .target(
            name: "AxisSimulator",
            dependencies: [
                "VXP", "EdXML", "SignedXML", grdb, hummingbird, crypto, logging, lifecycle,
                .product(name: "HummingbirdTLS", package: "hummingbird"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            swiftSettings: safe
        ),
        .executableTarget(
            name: "lienthong",
            dependencies: [
                "HubService", "HubPages", "HubSimulation", "AxisSimulator", "EdXML", "HubCore", "HubStore",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            swiftSettings: safe
        ),

        .testTarget(name: "SignedXMLTests", dependencies: ["SignedXML", "SeededRandom"], swiftSettings: common),
        .testTarget(name: "EdXMLTests", dependencies: ["EdXML", "SignedXML", "SeededRandom"], swiftSettings: common),
        .testTarget(name: "HypertextTests", dependencies: ["Hypertext"], swiftSettings: common),
        .testTarget(
            name: "HubPagesTests",
            dependencies: [
                "HubPages", "Hypertext", "HubService", "HubStore", "HubCore", "EdXML", "SignedXML", crypto, httpClient,
            ],
            swiftSettings: common),
        .testTarget(name: "VXPTests", dependencies: ["VXP"], swiftSettings: common),
        .testTarget(
            name: "HubCoreTests", dependencies: ["HubCore", "SignedXML", "SeededRandom", crypto], swiftSettings: common),
        .testTarget(
            name: "HubStoreTests", dependencies: ["HubStore", "HubCore", "SignedXML", "SeededRandom", crypto, grdb],
            swiftSettings: common),
        .testTarget(
            name: "HubSimulationTests", dependencies: ["HubSimulation", "HubCore", "SeededRandom", crypto],
            swiftSettings: common),
        .testTarget(
            name: "HubServiceTests",
            dependencies: [
                "HubService", "AxisSimulator", "SignedXML", "EdXML", "VXP", "HubCore", "HubStore", "QRCode", crypto,
                httpClient, metrics, grdb,
            ],
            swiftSettings: common
        ),
        .testTarget(
            name: "AxisSimulatorTests", dependencies: ["AxisSimulator", "VXP", "EdXML", httpClient],
            swiftSettings: common),

        .target(name: "FuzzProperty", path: "Tests/Fuzz/Property", swiftSettings: safe),
        .target(
            name: "FuzzDocuments", dependencies: ["FuzzProperty", "SignedXML", "EdXML"], path: "Tests/Fuzz/Documents",
            swiftSettings: common),
        .target(
            name: "FuzzCalls", dependencies: ["FuzzProperty", "VXP"], path: "Tests/Fuzz/Calls", swiftSettings: safe),
        .testTarget(
            name: "FuzzTests", dependencies: ["FuzzProperty", "FuzzDocuments", "FuzzCalls", "SeededRandom"],
            path: "Tests/Fuzz/Replay", swiftSettings: common),
    ] + fuzzing,
    swiftLanguageModes: [.v6]
)
