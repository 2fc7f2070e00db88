// room for VXP
