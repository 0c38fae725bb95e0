// The flow files: all that is left of them here is that their directory must exist.
#pragma once

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

namespace standin {

// Makes the files that the vendor's library makes. Where it cannot, the vendor's takes the process down: so does this.
inline void openFlow(const char *prefix) {
    for (const char *name : {"DialogRsp.con", "QueryRsp.con", "TradingDay.con"}) {
        const std::string path = std::string(prefix == nullptr ? "" : prefix) + name;
        std::FILE *file = std::fopen(path.c_str(), "wb");
        if (file == nullptr) {
            std::fprintf(stderr, "RuntimeError:can not open CFlow file %s: %s\n", path.c_str(), std::strerror(errno));
            std::abort();
        }
        std::fputs("ctpfeed stand-in\n", file);
        std::fclose(file);
    }
}

}  // namespace standin
