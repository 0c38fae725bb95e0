package io.ctpfeed.ops.hawtio;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpSession;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/**
 * Stands before all of Hawtio, its login too. A page from elsewhere gets nothing through: refused is what asks for another
 * host's name (which a foreign page can have point here), and what comes from a page that is not ours. Of Jolokia only lists of
 * requests by POST are let through, as they were understood here; what they do is told to the {@link DeedLog}. Any thread.
 */
final class OperatorGate implements Filter {
    private static final int BODY_LIMIT = 256 * 1024;
    private static final String AGENT = "/jolokia";
    private static final String LOGIN = "/auth/login";
    private static final String BASIC = "Basic ";
    private static final Set<String> OUR_NAMES = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final DeedLog deeds;

    OperatorGate(DeedLog deeds) {
        this.deeds = deeds;
    }

    @Override
    public void doFilter(ServletRequest any, ServletResponse answer, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) any;
        HttpServletResponse response = (HttpServletResponse) answer;
        String host = String.valueOf(request.getHeader("Host"));
        String origin = request.getHeader("Origin");
        if (!OUR_NAMES.contains(host.replaceFirst(":\\d+$", ""))) {
            response.sendError(403, "only as 127.0.0.1 or localhost");
        } else if (origin != null && !origin.equals("http://" + host)) {
            response.sendError(403, "not from another page");
        } else if (request.getServletPath().equals(AGENT)) {
            agent(request, response, chain);
        } else {
            chain.doFilter(new OwnLogins(request), response);
            if (request.getServletPath().equals(LOGIN) && request.getMethod().equals("POST") && isDone(response)) {
                deeds.loggedIn(user(request));
            }
        }
    }

    private void agent(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String path = request.getPathInfo() == null ? "" : request.getPathInfo().replaceFirst("/$", "");
        boolean greeting =
                request.getMethod().equals("GET") && (path.isEmpty() || path.equals("/version")); // what it is
        if (greeting) {
            chain.doFilter(request, response);
            return;
        }
        if (!request.getMethod().equals("POST") || !path.isEmpty()) {
            response.sendError(405, "requests come by POST");
            return;
        }
        byte[] body = request.getInputStream().readNBytes(BODY_LIMIT + 1);
        if (body.length > BODY_LIMIT) {
            response.sendError(413, "longer than " + BODY_LIMIT + " bytes");
            return;
        }
        JsonNode asked;
        try {
            asked = JSON.readTree(body);
        } catch (JsonProcessingException e) {
            response.sendError(400, "no JSON");
            return;
        }
        // Written anew: what is done is what was looked at, however somebody else would read the same bytes.
        HeldRequest held = new HeldRequest(request, JSON.writeValueAsBytes(asked));
        List<Deed> done = Deed.in(asked);
        if (done.isEmpty()) {
            chain.doFilter(held, response);
            return;
        }
        HeldResponse outcome = new HeldResponse(response);
        long begin = System.nanoTime();
        try {
            chain.doFilter(held, outcome);
        } finally {
            if (isDone(response)) {
                deeds.done(user(request), done, outcome.body(), (System.nanoTime() - begin) / 1_000_000);
            }
        }
        outcome.send();
    }

    /** Whether it was let in. */
    private static boolean isDone(HttpServletResponse response) {
        return response.getStatus() == 200;
    }

    private static String user(HttpServletRequest request) {
        HttpSession session = request.getSession(false);
        Object user = session == null ? null : session.getAttribute("user"); // where Hawtio keeps it
        String given = request.getHeader("Authorization");
        if (user == null && given != null && given.startsWith(BASIC)) {
            byte[] pair = Base64.getMimeDecoder().decode(given.substring(BASIC.length()));
            user = new String(pair, StandardCharsets.UTF_8).replaceFirst(":(?s:.*)", "");
        }
        return String.valueOf(user);
    }

    /** The server knows nobody, so it has nobody to log out; Hawtio, which asks it to first, does that by itself. */
    private static final class OwnLogins extends HttpServletRequestWrapper {
        OwnLogins(HttpServletRequest request) {
            super(request);
        }

        @Override
        public void logout() {
            // see above
        }
    }
}
