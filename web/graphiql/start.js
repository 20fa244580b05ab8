// Mounts GraphiQL on the page. Plain browser code, served as it stands: it is never bundled, so it starts at once and
// the content policy can name it by origin. React, ReactDOM and GraphiQL are the globals of the scripts before it.
(() => {
  const endpoint = "/graphql";
  const tokenCommand = "npm run --silent token -- suzhou.dispatcher";
  const placeholder = `<paste the output of: ${tokenCommand}>`;

  // test/unit/graphiql.test.ts holds it against the schema.
  const firstQuery = `# Welcome to Lianxin 连心, the 12315 hotline platform.
#
# 1. Get a token, in the project's folder:
#    ${tokenCommand}
# 2. Paste it below under Headers, for the <...>.
# 3. Press the re-fetch button, at the bottom left:
#    the schema and its documentation appear.
# 4. Run this query with Ctrl-Enter: who am I?

{
  viewer {
    name
    bureau {
      code
      name
    }
    roles
  }
}
`;

  const failure = (message) => ({ errors: [{ message }] });

  // An answer that is not JSON comes from something between the browser and the API, such as a proxy: say so plainly.
  const readAnswer = async (response) => {
    const text = await response.text();
    try {
      return JSON.parse(text);
    } catch {
      return failure(`${endpoint} answered ${response.status} ${response.statusText} with something that is not JSON.`);
    }
  };

  // The API tells a stranger nothing, so a request without a token would only be refused: say what to do instead.
  const lacksToken = (headers) => {
    const authorization = Object.entries(headers).find(([name]) => name.toLowerCase() === "authorization")?.[1];
    return authorization === undefined || String(authorization).includes(placeholder);
  };

  // GraphQL over HTTP: a JSON POST, with whatever stands in the headers editor.
  const fetcher = async (operation, options) => {
    const headers = options?.headers ?? {};
    if (lacksToken(headers)) {
      return failure(`Paste a token first, under Headers: { "Authorization": "Bearer ${placeholder}" }`);
    }
    const response = await fetch(endpoint, {
      method: "POST",
      headers: {
        Accept: "application/graphql-response+json, application/json;q=0.9",
        "Content-Type": "application/json",
        ...headers,
      },
      body: JSON.stringify(operation),
    });
    return readAnswer(response);
  };

  // Seats of a hotline are shared, and variables hold personal data: what GraphiQL keeps ends with the browser's tab.
  // Its history would also keep the token with each query, whatever shouldPersistHeaders says: that stays in memory.
  const storage = {
    get length() {
      return window.sessionStorage.length;
    },
    clear: () => window.sessionStorage.clear(),
    getItem: (key) => window.sessionStorage.getItem(key),
    removeItem: (key) => window.sessionStorage.removeItem(key),
    setItem: (key, value) => {
      if (!/:(queries|favorites)$/.test(key)) {
        window.sessionStorage.setItem(key, value);
      }
    },
  };

  const element = window.React.createElement(window.GraphiQL, {
    fetcher,
    defaultQuery: firstQuery,
    defaultHeaders: `${JSON.stringify({ Authorization: `Bearer ${placeholder}` }, null, 2)}\n`,
    defaultEditorToolsVisibility: "headers",
    isHeadersEditorEnabled: true,
    storage,
    shouldPersistHeaders: false,
    showPersistHeadersSettings: false,
  });
  window.ReactDOM.createRoot(document.getElementById("graphiql")).render(element);
})();
