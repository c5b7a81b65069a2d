// starts Swagger UI; a file of its own, because the policy forbids inline script
const docs = document.getElementById("docs");
SwaggerUIBundle({
  domNode: docs,
  url: docs.dataset.openapi,
  deepLinking: true,
  validatorUrl: null, // nothing is sent to strangers
});
