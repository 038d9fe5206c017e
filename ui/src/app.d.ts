declare const __FAKE_BRIDGE__: boolean;
