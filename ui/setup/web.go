package setup

import (
	"strings"

	tea "charm.land/bubbletea/v2"
)

// developerPage is where client ids are made.
const developerPage = "https://developer.connectwise.com/ClientID"

// pageURL is the page in the browser that a step is about; "" for none, or where
// there is no browser.
func (w *Wizard) pageURL() string {
	if w.opts.Browse == nil {
		return ""
	}
	switch w.step().id {
	case stepClient:
		return developerPage
	case stepServer, stepRole, stepMember, stepKeys:
		if site := w.answers().Site; strings.HasPrefix(site, "https://") || strings.HasPrefix(site, "http://") {
			return site
		}
	}
	return ""
}

// webFailed says that no browser came.
type webFailed struct{ url string }

// openPage opens it, in a command: a browser may take its time.
func (w *Wizard) openPage() tea.Cmd {
	url, open := w.pageURL(), w.opts.Browse
	w.notice = "Opening " + url + " in the browser."
	return func() tea.Msg {
		if open(url) != nil {
			return webFailed{url}
		}
		return nil
	}
}
