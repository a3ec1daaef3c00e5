package cwtest

import "strings"

func firstNames() []string {
	return strings.Fields(`Ava Ben Carla Dmitri Ella Farid Grace Hugo Imani Jonas Kira Liam Mei Noah Olga Priya Quinn Rosa Sam Tariq
	Uma Victor Wen Xenia Yusuf Zoe Aaron Bianca Cheng Dana Emil Fatima Goran Helen Ivan Julia Kofi Laila Marco Nadia Oscar Petra
	Rashid Sofia Tom Ursula Vera Will Yara Zack Anders Brigid Caleb Dora Erin Felix Gina Hamid Ines Jack Karin Luca Maya Nils
	Omar Paula Ray Siân Theo Una Vince Wanda René Zoë Björn Chloé Łucja Søren Íñigo João Amélie Jürgen Åsa Nuala Desmond Harriet`)
}

func lastNames() []string {
	return strings.Fields(`Adeyemi Baker Castillo Duarte Eriksen Fischer Gallagher Haddad Ivanova Jensen Kowalski Lindqvist Moreau
	Nakamura Okafor Patel Quigley Rossi Sato Tanaka Ueda Vargas Whitfield Xu Yilmaz Zielinski Abbott Bergström Chandra Delacroix
	Engel Fontaine Grünwald Hawkins Iqbal Joshi Keller Laurent McBride Novak Oduya Pereira Rahman Schmidt Takahashi Underhill Vance
	Weaver Yeo Zhang Ashworth Brennan Cortez Driscoll Ellison Farrow Greaves Holloway Ingram Jarvis Kendrick Lockwood Mbeki Nyström
	Oyelaran Prescott Rowe Sinclair Thorne Vasquez Wolfe Archer Bolton Carver Dalton Eastwood Fletcher Garner Hobbs`)
}

func jobTitles() []string {
	return strings.Split("Office Manager|Finance Director|Receptionist|Operations Manager|Accounts Assistant|Head Teacher|Warehouse Supervisor|"+
		"Practice Manager|Solicitor|Site Engineer|HR Advisor|Sales Executive|Managing Director|Buyer|Dentist|Payroll Officer", "|")
}

func cityNames() []string {
	return strings.Split("Millbrook|Port Ashby|Kingsferry|Lower Denby|Stonehaven Park|Westmere|Harlow Cross|Eastvale|New Farrow|Redcliff Bay|"+
		"Oakminster|Thornbury Hill|Calder Mills|Saint Orban|Lakeside|Brackenridge", "|")
}

func companyTrades() []string {
	return strings.Split("Dental|Legal|Accounting|Logistics|Engineering|Joinery|Roofing|Optics|Catering|Packaging|Plumbing|Nursery|"+
		"Veterinary|Architects|Surveyors|Printing|Foods|Textiles|Brewing|Marine|Motors|Recruitment|Insurance|Pharmacy|Academy|"+
		"Care Homes|Property|Landscapes|Travel|Energy|Dairy|Ceramics|Fabrication|Electrical|Financial Planning|Coatings", "|")
}

func companyPlaces() []string {
	return strings.Fields(`Alder Birchwood Cedar Copperfield Crestline Dunmore Eastgate Fairview Foxglove Granite Greenfield Harbour
	Hawthorn Highfield Ironbridge Juniper Kestrel Lakeshore Larkspur Meridian Millstone Nightingale Northgate Oakleaf Orchard
	Pinecrest Quarry Ravenhill Redwood Riverside Rosewood Sandpiper Silverlake Southbank Springwell Stonegate Sycamore Thistle
	Trident Valley Westfield Willow Winterbourne Wolverton Yewtree Ashdown Bluebell Cranberry Drayton Elmstead`)
}

func companyKinds() []string {
	return strings.Split("Ltd|LLC|Group|& Sons|Partners|Holdings|Services|Co.|Associates|Inc.|GmbH|Trust", "|")
}

// exoticCompanies have names that a screen has to bear: long, wide, accented,
// written from right to left.
func exoticCompanies() []string {
	return strings.Split("東雲精密工業株式会社|北辰物流有限公司|한빛소프트웨어|שירותי ענן צפון|شركة النخيل للتجارة|"+
		"Société Générale de Menuiserie Côté Rivière|Ñandú Logística S.A. de C.V.|Großhändler Müller & Söhne KG|Łódzkie Zakłady Mleczarskie|"+
		"Ægir Skibsværft A/S|Ελαιώνας Συνεταιρισμός|Санаторий «Берёзка»|ไทยรุ่งเรืองการพิมพ์|हिमालय आयुर्वेद केंद्र|"+
		"The Worshipful Fellowship of Independent Bakers, Millers and Confectioners of the Lower Valley (Registered Charity)|"+
		"O'Brien-Fitzgerald & Associates|A|3B2|E=MC² Consulting|Café «Zum Löwen»|Ğüneş Tekstil Sanayi|Đại Phát Co.|Crème & Brûlée Pâtisserie|"+
		"Llanfair Village Hall Trust", "|")
}

func serverNames() []string {
	return strings.Fields("SRV-DC FILE SQL EXCH APP RDS TS HV BKP PRINT WEB NAS ERP CAM")
}

func appNames() []string {
	return strings.Split("Outlook|Excel|Teams|SharePoint|OneDrive|Sage|AutoCAD|the CRM|the ERP client|Adobe Reader|the time clock|the till system|"+
		"Chrome|the phone app|QuickBooks|the booking system", "|")
}

func deviceNames() []string {
	return strings.Split("laptop|docking station|label printer|second monitor|desk phone|headset|scanner|barcode gun|webcam|projector|keyboard|tablet", "|")
}

func vendorNames() []string {
	return strings.Split("the internet provider|the copier company|the phone provider|the software vendor|the warranty desk|the alarm company|the registrar", "|")
}

func technicianTitles() []string {
	return strings.Split("Service Desk Technician|Senior Engineer|Field Engineer|Network Engineer|Cloud Engineer|Dispatcher|Service Manager|"+
		"Security Analyst|Project Engineer|Junior Technician", "|")
}

func boardNames() []string {
	return strings.Split("Help Desk|Monitoring & Alerts|Projects|Network Operations|Security|Field Service|Onboarding|Backup & Recovery|"+
		"Cloud Services|Internal IT", "|")
}

func regionNames() []string {
	return strings.Split("North|South|East|West|Education|Public Sector", "|")
}
