package io.ctpfeed.ops.hawtio;

import io.ctpfeed.config.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.Principal;
import java.util.Map;
import javax.security.auth.Subject;
import javax.security.auth.callback.Callback;
import javax.security.auth.callback.CallbackHandler;
import javax.security.auth.callback.NameCallback;
import javax.security.auth.callback.PasswordCallback;
import javax.security.auth.callback.UnsupportedCallbackException;
import javax.security.auth.login.AppConfigurationEntry;
import javax.security.auth.login.AppConfigurationEntry.LoginModuleControlFlag;
import javax.security.auth.login.Configuration;
import javax.security.auth.login.FailedLoginException;
import javax.security.auth.login.LoginException;
import javax.security.auth.spi.LoginModule;

/**
 * The login to Hawtio by JAAS: the one user of the configuration, who then has the role {@link OperatorRole#OPERATOR}. Name and
 * password are compared in a time that tells nothing of them. JAAS makes one for each login.
 */
public final class OperatorLogin implements LoginModule {
    private static final String USER = "user";
    private static final String PASSWORD = "password";

    private Subject subject;
    private CallbackHandler handler;
    private Map<String, ?> options;
    private boolean passed;

    /**
     * The configuration by which Hawtio finds this module, whatever the realm is called; the virtual machine's own, for Hawtio
     * asks that one at a logout.
     */
    static Configuration configuration(String user, Secret password) {
        AppConfigurationEntry entry = new AppConfigurationEntry(
                OperatorLogin.class.getName(),
                LoginModuleControlFlag.REQUIRED,
                Map.of(USER, user, PASSWORD, password)); // which prints as ***
        return new Configuration() {
            @Override
            public AppConfigurationEntry[] getAppConfigurationEntry(String name) {
                return new AppConfigurationEntry[] {entry};
            }
        };
    }

    @Override
    public void initialize(Subject subject, CallbackHandler handler, Map<String, ?> shared, Map<String, ?> options) {
        this.subject = subject;
        this.handler = handler;
        this.options = options;
    }

    @Override
    public boolean login() throws LoginException {
        NameCallback name = new NameCallback("user");
        PasswordCallback password = new PasswordCallback("password", false);
        try {
            handler.handle(new Callback[] {name, password});
        } catch (IOException | UnsupportedCallbackException e) {
            throw new LoginException("no user and password were given");
        }
        char[] given = password.getPassword();
        password.clearPassword();
        boolean user = same(String.valueOf(name.getName()), (String) options.get(USER));
        boolean secret = same(given == null ? "" : new String(given), ((Secret) options.get(PASSWORD)).reveal());
        passed = user & secret;
        if (!passed) {
            throw new FailedLoginException("wrong user or password");
        }
        return true;
    }

    @Override
    public boolean commit() {
        if (passed) {
            subject.getPrincipals().add(new UserPrincipal((String) options.get(USER)));
            subject.getPrincipals().add(new OperatorRole(OperatorRole.OPERATOR));
        }
        return passed;
    }

    @Override
    public boolean abort() {
        return logout();
    }

    @Override
    public boolean logout() {
        passed = false;
        subject.getPrincipals().clear();
        return true;
    }

    private static boolean same(String given, String wanted) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), wanted.getBytes(StandardCharsets.UTF_8));
    }

    /** Who logged in. */
    private record UserPrincipal(String name) implements Principal {
        @Override
        public String getName() {
            return name;
        }
    }
}
