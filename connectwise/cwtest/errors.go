package cwtest

import (
	"net/http"
	"strconv"
)

// refusal is an answer that is not a list: status, body and how to label it.
type refusal struct {
	status int
	plain  bool // text instead of JSON: several rejections of the real edge are
	body   string
}

// fault builds the documented error body: code, message, errors.
func fault(status int, code, message string) *refusal {
	b := append([]byte(`{"code":`), appendText(nil, code)...)
	b = append(append(b, `,"message":`...), appendText(nil, message)...)
	b = append(b, `,"errors":null}`...)
	return &refusal{status: status, body: string(b)}
}

func plainText(status int, body string) *refusal {
	return &refusal{status: status, plain: true, body: body}
}

// badQuery is the 400 for something in the query that the server can't take.
func badQuery(field, message string) *refusal {
	b := append([]byte(`{"code":"InvalidObject","message":"The query is invalid","errors":[{"code":"InvalidField","message":`),
		appendText(nil, message)...)
	b = append(append(b, `,"resource":"query","field":`...), appendText(nil, field)...)
	b = append(b, `}]}`...)
	return &refusal{status: http.StatusBadRequest, body: string(b)}
}

func notFound(what string, id int64) *refusal {
	return fault(http.StatusNotFound, "NotFound", what+" "+strconv.FormatInt(id, 10)+" not found")
}

func security() *refusal {
	return fault(http.StatusForbidden, "Security", "You do not have security permission to perform this action.")
}

const gatewayPage = "<!DOCTYPE html>\n<html><head><title>504 Gateway Time-out</title></head>" +
	"<body><h1>Gateway Time-out</h1><p>The upstream server took too long.</p></body></html>\n"

const webPage = "<!DOCTYPE html>\n<html lang=\"en\"><head><title>Sign in</title></head>" +
	"<body><form action=\"/login\"><input name=\"company\"></form></body></html>\n"

const maintenancePage = "<!DOCTYPE html>\n<html><head><title>Back soon</title></head>" +
	"<body><h1>Scheduled maintenance</h1><p>This site is being updated.</p></body></html>\n"
