package cwtest

// members hands out the member list: neither system members nor people who
// have been deleted are in it, though tickets still name them.
func (r records) members(yield func(*person)) {
	for i := range r.world.members {
		if p := r.world.members[i]; !p.gone {
			yield(&p)
		}
	}
}

func memberHead() []field[person] {
	type R = person
	return []field[R]{
		key("id", func(r *R) int64 { return r.id }),
		text("identifier", func(r *R) string { return r.login }),
		text("firstName", func(r *R) string { return r.first }),
		text("lastName", func(r *R) string { return r.last }),
		text("licenseClass", func(r *R) string { return r.class }),
		flag("inactiveFlag", func(r *R) bool { return r.inactive }),
		text("defaultEmail", func(*R) string { return "Office" }),
	}
}

func memberShape() *resource[person] {
	type R = person
	fs := append(memberHead(),
		text("title", func(r *R) string { return r.title }),
		text("officeEmail", func(r *R) string { return r.login + "@northwind.example" }),
		constant[R]("adminFlag", boolOf(false)),
		constant[R]("disableOnlineFlag", boolOf(false)),
		object("timeZone", constant[R]("id", intOf(1)), constant[R]("name", textOf("Head Office"))),
		object("type", constant[R]("id", intOf(1)), constant[R]("name", textOf("Employee"))),
		object("securityRole", constant[R]("id", intOf(63)), constant[R]("name", textOf("Technician"))),
		object("workRole", constant[R]("id", intOf(3)), constant[R]("name", textOf("Engineer"))),
		real("dailyCapacity", func(r *R) float64 { return r.hours }),
		maybe("hourlyCost", kReal, func(r *R) value { return cents(r.cost()) }),
		real("scheduleCapacity", func(r *R) float64 { return r.hours }),
		excludedBoards("excludedServiceBoardIds", 0), excludedBoards("excludedProjectBoardIds", 1),
		constant[R]("restrictLocationFlag", boolOf(false)),
		constant[R]("restrictDepartmentFlag", boolOf(false)),
		constant[R]("restrictScheduleFlag", boolOf(false)))
	return &resource[R]{name: "member", fields: fs, blank: memberBlank, id: func(r *R) int64 { return r.id }}
}

const memberBlank = "_info middleInitial inactiveDate lastLogin hireDate photo primaryEmail officePhone officeExtension mobilePhone " +
	"homePhone mobileEmail homeEmail defaultPhone employeeIdentifer vendorNumber notes country teams serviceBoardTeamIds " +
	"defaultLocation defaultDepartment serviceDefaultBoard " +
	"serviceDefaultLocation serviceDefaultDepartment projectDefaultBoard reportsTo workType calendar structureLevel " +
	"securityLocation hideMemberInDispatchPortalFlag billableForecast customFields includeInUtilizationReportingFlag"

func excludedBoards(name string, i int) field[person] {
	return field[person]{name: name, raw: func(b []byte, r *person) []byte {
		if r.excluded[i] == nil {
			return append(b, "[]"...)
		}
		return append(b, r.excluded[i]...)
	}}
}

func memberInfoShape() *resource[person] {
	type R = person
	fs := append(memberHead(), text("fullName", func(r *R) string { return r.name() }))
	return &resource[R]{name: "member", fields: fs, blank: "_info middleInitial photo", id: func(r *R) int64 { return r.id }}
}

// system is what the server says about itself.
type system struct{ s *Server }

func systemShape() *resource[system] {
	type R = system
	return &resource[R]{name: "info", id: func(*R) int64 { return 0 }, fields: []field[R]{
		text("version", func(r *R) string { return r.s.opts.Version }),
		constant[R]("isCloud", boolOf(true)),
		text("serverTimeZone", func(r *R) string { return r.s.opts.Zone.String() }),
		constant[R]("cloudRegion", textOf("NA")),
		constant[R]("maxWorkFlowRecordsAllowed", intOf(100)),
		{name: "licenseBits", raw: func(b []byte, _ *R) []byte { return append(b, `[{"name":"Service","activeFlag":true}]`...) }},
	}}
}

// permission is a row of what the key may do.
type permission struct {
	id                      int64
	module, function, level string
}

func permissions(yield func(*permission)) {
	for i, row := range [...][2]string{
		{"Companies", "Company Maintenance"}, {"Companies", "Contacts"}, {"Companies", "Configurations"},
		{"Companies", "CRM/Sales Activities"}, {"Finance", "Agreements"}, {"Project", "Project Tickets"},
		{"Service Desk", "Service Tickets"}, {"Service Desk", "Close Service Tickets"}, {"Service Desk", "Resource Scheduling"},
		{"System", "Member Maintenance"}, {"System", "Table Setup"}, {"System", "My Company"},
		{"Time & Expense", "Time Entry"}, {"Procurement", "Product Catalog"}, {"Sales", "Opportunity"}, {"Marketing", "Marketing Management"},
		{"Finance", "Invoicing"}, {"Project", "Project Headers"},
	} {
		p := permission{id: int64(i + 1), module: row[0], function: row[1], level: "All"}
		if row[0] == "Procurement" {
			p.level = "None"
		}
		yield(&p)
	}
}

func securityShape() *resource[permission] {
	type R = permission
	none := textOf("None")
	return &resource[R]{name: "security", id: func(r *R) int64 { return r.id }, fields: []field[R]{
		key("id", func(r *R) int64 { return r.id }),
		constant[R]("addLevel", none), constant[R]("editLevel", none), constant[R]("deleteLevel", none),
		text("inquireLevel", func(r *R) string { return r.level }),
		text("moduleFunctionName", func(r *R) string { return r.function }),
		text("moduleFunctionDescription", func(r *R) string { return r.function }),
		text("moduleName", func(r *R) string { return r.module }),
		text("moduleDescription", func(r *R) string { return r.module }),
		constant[R]("myAllFlag", boolOf(true)), constant[R]("reportFlag", boolOf(false)), constant[R]("customFlag", boolOf(false)),
		number("sortOrder", func(r *R) int64 { return r.id }),
	}, blank: "moduleFunctionIdentifier restrictFlag moduleIdentifier member _info"}
}
