import tailwindcss from '@tailwindcss/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import { firstPaint, isOfFirstPage } from './firstPaint.ts'
import { precompress } from './precompress.ts'

const bff = 'http://localhost:3000'

export default defineConfig({
  plugins: [vue(), tailwindcss(), precompress(), firstPaint({ budgetKb: 100 })],
  define: {
    __VUE_OPTIONS_API__: false,
    __VUE_PROD_DEVTOOLS__: false,
    __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: false,
    __VUE_I18N_FULL_INSTALL__: false,
    __VUE_I18N_LEGACY_API__: false,
    __INTLIFY_PROD_DEVTOOLS__: false,
  },
  server: {
    host: 'localhost',
    port: 5173,
    strictPort: true,
    proxy: { '/api': bff, '/connect': bff, '/bank-clients': bff, '/sign-in/sso': bff },
  },
  build: {
    target: 'es2023',
    sourcemap: false,
    // The CSP allows data: for images only, and no inline script: everything stays a file of its own.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        // A few files that change seldom, rather than thirty that wait for each other.
        codeSplitting: {
          groups: [
            {
              name: 'vendor',
              test: /node_modules\/(@?vue|vue-router|@?pinia|vue-i18n|@intlify|valibot)\//,
            },
            // What at least three pages share and the first one needs; anything else comes with those who need it.
            {
              debugName: 'ui',
              name: (id, graph) =>
                isOfFirstPage(id, (one) => graph.getModuleInfo(one)) ? 'ui' : null,
              test: /(web|shared)\/src\/|@lucide\//,
              minShareCount: 3,
            },
          ],
        },
      },
    },
  },
})
