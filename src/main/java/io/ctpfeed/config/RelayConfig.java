package io.ctpfeed.config;

import java.util.List;

/**
 * Where {@code ctpfeed alert-relay} passes alerts on to. The addresses of robots hold their key and are secrets, as what they are
 * signed with. Immutable; what is not given is {@linkplain Secret#absent absent}.
 *
 * @param port on 127.0.0.1, where Alertmanager tells alerts
 * @param dingtalkUrl a DingTalk robot's address
 * @param dingtalkSecret what its messages are signed with
 * @param wecomUrl a WeCom robot's address
 * @param feishuUrl a Feishu robot's address
 * @param feishuSecret what its messages are signed with
 */
public record RelayConfig(
        int port, Secret dingtalkUrl, Secret dingtalkSecret, Secret wecomUrl, Secret feishuUrl, Secret feishuSecret) {
    private static final int LENGTH = 512;

    private static final Property<Integer> PORT = Property.integer(
            "relay.port",
            Unit.NONE,
            9_465,
            1,
            65_535,
            "Port on 127.0.0.1 where ./ctpfeed alert-relay takes alerts from Alertmanager.");
    private static final Property<Secret> DINGTALK_URL =
            Property.secret("relay.dingtalk-url", LENGTH, "Address of a DingTalk robot, its access_token included.");
    private static final Property<Secret> DINGTALK_SECRET = Property.secret(
            "relay.dingtalk-secret",
            LENGTH,
            "What the DingTalk robot's messages are signed with, where it asks for it.");
    private static final Property<Secret> WECOM_URL =
            Property.secret("relay.wecom-url", LENGTH, "Address of a WeCom robot, its key included.");
    private static final Property<Secret> FEISHU_URL =
            Property.secret("relay.feishu-url", LENGTH, "Address of a Feishu robot, its key included.");
    private static final Property<Secret> FEISHU_SECRET = Property.secret(
            "relay.feishu-secret", LENGTH, "What the Feishu robot's messages are signed with, where it asks for it.");

    static final List<Property<?>> ALL =
            List.of(PORT, DINGTALK_URL, DINGTALK_SECRET, WECOM_URL, FEISHU_URL, FEISHU_SECRET);

    /** Alone, without all that a feed needs: alerts are passed on wherever Alertmanager runs. @throws ConfigException */
    public static RelayConfig of(ConfigSource source) {
        Values values = new Values(source);
        RelayConfig config = new RelayConfig(
                values.number(PORT),
                secret(values, DINGTALK_URL),
                secret(values, DINGTALK_SECRET),
                secret(values, WECOM_URL),
                secret(values, FEISHU_URL),
                secret(values, FEISHU_SECRET));
        values.throwIfUnsound();
        return config;
    }

    private static Secret secret(Values values, Property<Secret> property) {
        return values.optional(property).orElse(Secret.EMPTY);
    }
}
