// room for AxisSimulator
