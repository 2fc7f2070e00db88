import AxisSimulator
import ArgumentParser
import HubService

@main struct Main { static func main() {} }
