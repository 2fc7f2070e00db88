"""Who is who: the city's agencies, joined here, and the agencies beyond the national axis."""

LOCAL_CENTRE = "00.24.H24"
NATIONAL_CENTRE = "00.00.G22"

#: organId: (old identifier, name, parent, level, centre, address)
AGENCIES = {
    "H24": ("000.00.00.H24", "UBND thành phố Hải Phòng", "", 1, LOCAL_CENTRE, "Số 18 Hoàng Diệu, phường Hồng Bàng"),
    "H24.01": ("000.00.01.H24", "Sở Nội vụ", "H24", 2, LOCAL_CENTRE, "Số 14 Minh Khai, phường Hồng Bàng"),
    "H24.02": ("000.00.02.H24", "Sở Tài chính", "H24", 2, LOCAL_CENTRE, "Số 20 Trần Phú, phường Ngô Quyền"),
    "H24.03": ("000.00.03.H24", "Sở Khoa học và Công nghệ", "H24", 2, LOCAL_CENTRE, "Số 1 Phạm Ngũ Lão"),
    "H24.04": ("000.00.04.H24", "Sở Y tế", "H24", 2, LOCAL_CENTRE, "Số 38 Lê Đại Hành, phường Hồng Bàng"),
    "H24.21": ("000.00.21.H24", "UBND quận Hồng Bàng", "H24", 2, LOCAL_CENTRE, "Số 14 Hoàng Diệu"),
    "H24.21.01": ("000.01.21.H24", "UBND phường Minh Khai", "H24.21", 3, LOCAL_CENTRE, "Số 12 Điện Biên Phủ"),
    "H24.21.02": ("000.02.21.H24", "UBND phường Hoàng Văn Thụ", "H24.21", 3, LOCAL_CENTRE, "Số 9 Hoàng Văn Thụ"),
    "G22": ("000.00.00.G22", "Văn phòng Chính phủ", "", 1, NATIONAL_CENTRE, "Số 1 Hoàng Hoa Thám, Hà Nội"),
    "G09": ("000.00.00.G09", "Bộ Nội vụ", "", 1, NATIONAL_CENTRE, "Số 8 Tôn Thất Thuyết, Hà Nội"),
    "G11": ("000.00.00.G11", "Bộ Tài chính", "", 1, NATIONAL_CENTRE, "Số 28 Trần Hưng Đạo, Hà Nội"),
    "H26": ("000.00.00.H26", "UBND thành phố Hà Nội", "", 1, NATIONAL_CENTRE, "Số 12 Lê Lai, Hà Nội"),
    "H49": ("000.00.00.H49", "UBND tỉnh Quảng Ninh", "", 1, NATIONAL_CENTRE, "Phường Hồng Hà, Quảng Ninh"),
    "H17": ("000.00.00.H17", "UBND thành phố Đà Nẵng", "", 1, NATIONAL_CENTRE, "Số 24 Trần Phú, Đà Nẵng"),
}

BY_OLD_ID = {row[0]: organ_id for organ_id, row in AGENCIES.items()}


def csv():
    lines = ["organId,oldId,name,parent,level,centre,local"]
    for organ_id, (old_id, name, parent, level, centre, _) in AGENCIES.items():
        local = "true" if centre == LOCAL_CENTRE else "false"
        lines.append(",".join([organ_id, old_id, name, parent, str(level), centre, local]))
    return "\n".join(lines) + "\n"


def organization(identifier):
    """The fields of From or To, for either form of identifier."""
    organ_id = BY_OLD_ID.get(identifier, identifier)
    _, name, parent, _, _, address = AGENCIES[organ_id]
    mail = "vanthu@" + organ_id.lower().replace(".", "-") + ".example.vn"
    fields = [("OrganId", identifier)]
    if parent:
        fields.append(("OrganizationInCharge", AGENCIES[parent][1]))
    return fields + [("OrganName", name), ("OrganAdd", address), ("Email", mail), ("Telephone", "0225 3842000")]
