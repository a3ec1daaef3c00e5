package screen

import "daybrief/model"

// CompanyLooker is a screen that can tell which company it shows in its pane, 0
// for none. The App asks after each change, and fetches what it needs.
type CompanyLooker interface{ LookingAt() model.CompanyID }
