// Opens the API's description in Swagger UI, from files of this server alone.
window.addEventListener("load", () => {
  window.SwaggerUIBundle({
    url: "/api/v1/openapi.json",
    dom_id: "#swagger",
    deepLinking: true,
    validatorUrl: null,
  });
});
